<?php

declare(strict_types=1);

namespace Calliyo;

/** What one lead's moves depend on, for the engine that told them. */
final class Facts
{
    public function __construct(private readonly Engine $engine, private readonly int $number)
    {
    }

    /** Why the lead may not be moved to the status with this index in the pipeline, as a code; null: it may. */
    public function refusal(int $to): ?string
    {
        return $this->engine->refusal($this->number, $to);
    }
}
