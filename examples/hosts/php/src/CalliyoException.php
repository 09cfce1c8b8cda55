<?php

declare(strict_types=1);

namespace Calliyo;

/** Anything that the library did not do. */
abstract class CalliyoException extends \RuntimeException
{
}
