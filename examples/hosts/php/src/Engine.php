<?php

declare(strict_types=1);

namespace Calliyo;

use FFI;
use FFI\CData;

/** A company's policy, checked once: answers every operation. Make one per request, or keep it in a worker. */
final class Engine
{
    /** The library that the engine lives in. */
    public readonly Library $library;

    private readonly CData $pointer;

    /**
     * @param array<string, mixed>|object|string $policy
     * @throws RefusedException with every fault of the policy
     */
    public function __construct(array|object|string $policy, ?Library $library = null)
    {
        $this->library = $library ?? Library::default();
        $functions = $this->library->functions;
        $json = Library::text($policy);
        $pointer = $functions->new('CalliyoEngine *');
        [$text, $length] = $this->library->newText();
        $result = $functions->calliyo_engine_new(
            $json,
            strlen($json),
            FFI::addr($pointer),
            FFI::addr($text),
            FFI::addr($length),
        );
        $this->library->check($result, $this->library->take($text, $length));
        $this->pointer = $pointer;
    }

    public function __destruct()
    {
        if (isset($this->pointer)) {
            $this->library->functions->calliyo_engine_free($this->pointer);
        }
    }

    private function __clone()
    {
    }

    /** The engine as the C interface takes it. */
    public function pointer(): CData
    {
        return $this->pointer;
    }

    /**
     * The result of an operation, as json_decode gives it.
     *
     * @param array<string, mixed>|object $request
     * @throws RefusedException
     */
    public function call(string $operation, array|object $request): mixed
    {
        return Library::result($this->answer($operation, Library::text($request)));
    }

    /** The answer to a request, both as they cross the border: JSON text. A refused request has one too. */
    public function answer(string $operation, string $request): string
    {
        return $this->library->answer($operation, $request, $this->pointer);
    }

    /**
     * Runs a job over columns at an instant, in UTC milliseconds: fills the outputs, and tells it in one line.
     *
     * @throws RefusedException where a column is missing or wrong; nothing is written then
     */
    public function plan(Job $job, Columns $columns, int $now): string
    {
        [$text, $length] = $this->library->newText();
        $result = $this->library->functions->calliyo_plan(
            $this->pointer,
            $this->library->constant($job->value),
            $columns->pointer(),
            $now,
            FFI::addr($text),
            FFI::addr($length),
        );
        $line = $this->library->take($text, $length);
        $this->library->check($result, $line);
        return $line;
    }

    /**
     * What the moves of a lead depend on; lead and context are those of the operation `transitions`.
     *
     * @param array<string, mixed>|object|string $lead
     * @param array<string, mixed>|object|string $context
     * @throws RefusedException
     */
    public function facts(array|object|string $lead, array|object|string $context): Facts
    {
        $functions = $this->library->functions;
        [$own, $beside] = [Library::text($lead), Library::text($context)];
        $number = $functions->new('uint64_t');
        [$text, $length] = $this->library->newText();
        $result = $functions->calliyo_facts(
            $this->pointer,
            $own,
            strlen($own),
            $beside,
            strlen($beside),
            FFI::addr($number),
            FFI::addr($text),
            FFI::addr($length),
        );
        $this->library->check($result, $this->library->take($text, $length));
        return new Facts($this, $number->cdata);
    }

    /** Why a lead with these facts may not be moved to the status with this index, as a code; null: it may. */
    public function refusal(int $facts, int $to): ?string
    {
        if ($to < 0 || $to > 0xFFFF) {
            throw new \InvalidArgumentException("$to is the index of no status");
        }
        $code = $this->library->functions->new('const char *');
        $result = $this->library->functions->calliyo_can_move($this->pointer, $facts, $to, FFI::addr($code));
        $this->library->check($result);
        return FFI::isNull($code) ? null : FFI::string($code);
    }
}
