<?php

declare(strict_types=1);

namespace Calliyo;

/** What was asked for was refused; the first fault stands for all of them where one is enough. */
final class RefusedException extends CalliyoException
{
    /** @var list<Fault> in the order of the library */
    public readonly array $faults;

    /** @param list<Fault> $faults at least one */
    public function __construct(array $faults)
    {
        $this->faults = $faults;
        $lines = array_map(fn (Fault $fault): string => "$fault->code at `$fault->path`: $fault->message", $faults);
        parent::__construct(implode('; ', $lines));
    }

    /** The exception for a failure document of the library. */
    public static function fromDocument(string $document): self
    {
        $errors = json_decode($document, true, flags: JSON_THROW_ON_ERROR)['errors'];
        return new self(array_map(fn (array $error): Fault => new Fault(...$error), $errors));
    }

    public function fault(): Fault
    {
        return $this->faults[0];
    }
}
