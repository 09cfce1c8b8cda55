<?php

declare(strict_types=1);

namespace Calliyo;

/** The call itself was wrong: a column that does not fit, text that is no UTF-8, a constant that does not exist. */
final class MisuseException extends CalliyoException
{
    /** @param string $result the name of the result code, such as CALLIYO_INVALID_UTF8 */
    public function __construct(public readonly string $result)
    {
        parent::__construct($result);
    }
}
