<?php

declare(strict_types=1);

namespace Calliyo;

use FFI;
use FFI\CData;

/** The shared library, loaded, and asked through its C interface. */
final class Library
{
    private const RESULTS = [
        'CALLIYO_NULL_POINTER',
        'CALLIYO_INVALID_UTF8',
        'CALLIYO_INVALID_LENGTH',
        'CALLIYO_FAILED',
        'CALLIYO_PANIC',
        'CALLIYO_MISALIGNED',
        'CALLIYO_OVERLAP',
        'CALLIYO_UNKNOWN_CONSTANT',
        'CALLIYO_UNEXPECTED_VALIDITY',
    ];

    private static ?self $default = null;

    /** @param FFI $functions the functions and constants of the C interface */
    private function __construct(public readonly FFI $functions)
    {
        $own = $functions->calliyo_abi_version();
        $expected = $functions->CALLIYO_ABI_VERSION;
        if ($own !== $expected) {
            throw new MisuseException("calliyo has version $own of its C interface, and $expected is declared");
        }
    }

    /** The library that is used where none is given: that of path(), loaded once per request. */
    public static function default(): self
    {
        return self::$default ??= self::load(self::path());
    }

    /** Loads the shared library from a path, or by the name under which the system finds it. */
    public static function load(string $path): self
    {
        return new self(FFI::cdef(self::declarations(), $path));
    }

    /** Where the library is looked for: the environment variable CALLIYO_LIBRARY, or else where the system looks. */
    public static function path(): string
    {
        $names = ['Windows' => 'calliyo.dll', 'Darwin' => 'libcalliyo.dylib'];
        return getenv('CALLIYO_LIBRARY') ?: $names[PHP_OS_FAMILY] ?? 'libcalliyo.so';
    }

    /** The C interface without a preprocessor: calliyo.cdef.h, beside `src` or else in the sources of calliyo. */
    public static function declarations(): string
    {
        $name = 'calliyo.cdef.h';
        $paths = [dirname(__DIR__) . "/$name", dirname(__DIR__, 4) . "/calliyo-ffi/include/$name"];
        foreach ($paths as $path) {
            if (is_file($path)) {
                return file_get_contents($path);
            }
        }
        throw new MisuseException("$name is neither of " . implode(', ', $paths));
    }

    /**
     * The result of an operation that needs no engine, such as `version` or `checkPolicy`.
     *
     * @param array<string, mixed>|object $request
     * @throws RefusedException
     */
    public function call(string $operation, array|object $request): mixed
    {
        return self::result($this->answer($operation, self::text($request)));
    }

    /** The answer to a request, both as they cross the border: JSON text. A refused request has one too. */
    public function answer(string $operation, string $request, ?CData $engine = null): string
    {
        [$text, $length] = $this->newText();
        $this->check($this->functions->calliyo_call(
            $engine,
            $operation,
            strlen($operation),
            $request,
            strlen($request),
            FFI::addr($text),
            FFI::addr($length),
        ));
        return $this->take($text, $length);
    }

    /** What stands in an answer. */
    public static function result(string $answer): mixed
    {
        $document = json_decode($answer, true, flags: JSON_THROW_ON_ERROR);
        if ($document['type'] !== 'success') {
            throw RefusedException::fromDocument($answer);
        }
        return $document['result'];
    }

    /**
     * A document as JSON text. An empty array is the empty object, as documents are objects.
     *
     * @param array<string, mixed>|object|string $document
     */
    public static function text(array|object|string $document): string
    {
        if (is_string($document)) {
            return $document;
        }
        return $document === [] ? '{}' : json_encode($document, JSON_THROW_ON_ERROR | JSON_UNESCAPED_UNICODE);
    }

    /** The value of a constant of the C interface. */
    public function constant(string $name): int
    {
        return $this->functions->{$name};
    }

    /** @return array{CData, CData} room for a text that a function hands out, and for its length */
    public function newText(): array
    {
        return [$this->functions->new('char *'), $this->functions->new('size_t')];
    }

    /** Takes a text that was handed out and gives it back to the library; empty where there was none. */
    public function take(CData $text, CData $length): string
    {
        if (FFI::isNull($text)) {
            return '';
        }
        $own = FFI::string($text, $length->cdata);
        $this->functions->calliyo_text_free($text, $length->cdata);
        return $own;
    }

    /**
     * Throws unless the call went well; with a failure document, which says why it did not.
     *
     * @throws CalliyoException
     */
    public function check(int $result, string $failure = ''): void
    {
        if ($result === $this->constant('CALLIYO_FAILED') && $failure !== '') {
            throw RefusedException::fromDocument($failure);
        }
        if ($result !== $this->constant('CALLIYO_OK')) {
            foreach (self::RESULTS as $name) {
                if ($this->constant($name) === $result) {
                    throw new MisuseException($name);
                }
            }
            throw new MisuseException("result $result");
        }
    }
}
