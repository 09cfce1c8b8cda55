<?php

declare(strict_types=1);

namespace Calliyo;

/** One thing that is wrong, as data. */
final class Fault
{
    /**
     * @param string $code stable, such as `status.needs_owner`
     * @param string $path the field at fault, such as `followUp.at`; empty for the whole
     * @param string $rule the number of the rule
     * @param array<string, mixed> $params what the sentence is made from
     * @param string $message the English sentence
     */
    public function __construct(
        public readonly string $code,
        public readonly string $path,
        public readonly string $rule,
        public readonly array $params,
        public readonly string $message,
    ) {
    }
}
