<?php

declare(strict_types=1);

namespace Calliyo;

/** The type of a column's elements, by its C name. */
enum Element: string
{
    case U8 = 'uint8_t';
    case U16 = 'uint16_t';
    case U32 = 'uint32_t';
    case U64 = 'uint64_t';
    case I64 = 'int64_t';

    /** In bytes. */
    public function size(): int
    {
        return match ($this) {
            self::U8 => 1,
            self::U16 => 2,
            self::U32 => 4,
            self::U64, self::I64 => 8,
        };
    }

    /** The least and the most that it holds, as far as PHP has numbers for it. */
    public function range(): array
    {
        return match ($this) {
            self::U8 => [0, 0xFF],
            self::U16 => [0, 0xFFFF],
            self::U32 => [0, 0xFFFFFFFF],
            self::U64 => [0, PHP_INT_MAX],
            self::I64 => [PHP_INT_MIN, PHP_INT_MAX],
        };
    }

    /** Its letter for pack() and unpack(), in the byte order of the machine. */
    public function letter(): string
    {
        return match ($this) {
            self::U8 => 'C',
            self::U16 => 'S',
            self::U32 => 'L',
            self::U64 => 'Q',
            self::I64 => 'q',
        };
    }
}
