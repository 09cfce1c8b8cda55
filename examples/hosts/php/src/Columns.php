<?php

declare(strict_types=1);

namespace Calliyo;

use FFI;
use FFI\CData;

/**
 * Many leads and agents as columns. PHP has no numbers in a row that a library could borrow, so each column is copied
 * once into memory of this object, where the library then reads and writes it.
 */
final class Columns
{
    /** What a plan gives a lead that stays where it is. */
    public const NO_AGENT = 0xFFFFFFFF;

    /** The owner of a lead who is not among the agents supplied. */
    public const UNKNOWN_AGENT = 0xFFFFFFFF;

    /** The outputs in which values may be missing. */
    private const MAY_MISS = [Output::PlanCounter, Output::PlanRoom];

    private readonly Library $library;
    private readonly CData $pointer;

    /** @var array<string, list<CData|null>> the memory of each column, by its constant */
    private array $memory = [];

    /** @var array<string, array{CData, CData, int}> the memory of each output, by its constant, and its rows */
    private array $outputs = [];

    public function __construct(?Library $library = null)
    {
        $this->library = $library ?? Library::default();
        $pointer = $this->library->functions->new('CalliyoColumns *');
        $this->library->check($this->library->functions->calliyo_columns_new(FFI::addr($pointer)));
        $this->pointer = $pointer;
    }

    public function __destruct()
    {
        if (isset($this->pointer)) {
            $this->library->functions->calliyo_columns_free($this->pointer);
        }
    }

    private function __clone()
    {
    }

    /** The columns as the C interface takes them. */
    public function pointer(): CData
    {
        return $this->pointer;
    }

    /**
     * Sets a column; null is a missing value.
     *
     * @param list<int|null> $values
     */
    public function set(Column $column, array $values): void
    {
        $is_there = array_map(fn (?int $value): bool => $value !== null, $values);
        $validity = in_array(false, $is_there, true) ? self::bitmap($is_there) : null;
        $this->setPacked($column, self::packed($this->elementOf($column), $values), $validity);
    }

    /**
     * Sets a column that was packed with the letter of its element, which is quicker for millions of rows.
     *
     * @param ?string $validity a bit per row, as bitmap() makes it; without it no value is missing
     */
    public function setPacked(Column $column, string $values, ?string $validity = null): void
    {
        $size = $this->elementOf($column)->size();
        $length = intdiv(strlen($values), $size);
        if (strlen($values) % $size !== 0) {
            throw new \InvalidArgumentException("$column->name has $size bytes in each row");
        }
        if ($validity !== null) {
            self::checkBitmap($validity, $length);
        }
        $this->give($column, $this->copy($values), $validity === null ? null : $this->copy($validity), $length);
    }

    /**
     * Sets a column of flags.
     *
     * @param list<bool> $flags
     */
    public function setFlags(Column $column, array $flags): void
    {
        if ($column->element() !== null) {
            throw new \InvalidArgumentException("$column->name holds no flags");
        }
        $this->give($column, $this->copy(self::bitmap($flags)), null, count($flags));
    }

    /**
     * Sets a column of lists.
     *
     * @param list<list<int>> $lists
     */
    public function setLists(Column $column, array $lists): void
    {
        $offsets = [0];
        foreach ($lists as $list) {
            $offsets[] = end($offsets) + count($list);
        }
        $values = array_merge(...$lists);
        $memory = [
            $this->copy(self::packed(Element::U32, $offsets)),
            $this->copy(self::packed(Element::U32, $values)),
        ];
        $functions = $this->library->functions;
        $this->library->check($functions->calliyo_columns_set_list(
            $this->pointer,
            $this->library->constant($column->value),
            $functions->cast('uint32_t *', FFI::addr($memory[0])),
            $functions->cast('uint32_t *', FFI::addr($memory[1])),
            count($lists),
            count($values),
        ));
        $this->memory[$column->value] = $memory;
    }

    /** Lets go of a column. */
    public function unset(Column $column): void
    {
        $constant = $this->library->constant($column->value);
        $this->library->check($this->library->functions->calliyo_columns_unset($this->pointer, $constant));
        unset($this->memory[$column->value]);
    }

    /** Sets how many there are of what dense numbers name; reports need it of what they look at. */
    public function setSize(Size $size, int $count): void
    {
        $constant = $this->library->constant($size->value);
        $this->library->check($this->library->functions->calliyo_columns_set_size($this->pointer, $constant, $count));
    }

    /** Asks plans for an output with so many rows. */
    public function want(Output $output, int $length): void
    {
        $functions = $this->library->functions;
        $values = $this->copy(str_repeat("\0", $length * $output->element()->size()));
        $validity = $this->copy(str_repeat("\xFF", intdiv($length + 7, 8)));
        $has_missing = in_array($output, self::MAY_MISS, true);
        $this->library->check($functions->calliyo_columns_set_output(
            $this->pointer,
            $this->library->constant($output->value),
            $values,
            $has_missing ? $functions->cast('uint8_t *', FFI::addr($validity)) : null,
            $length,
        ));
        $this->outputs[$output->value] = [$values, $validity, $length];
    }

    /**
     * What the last plan wrote into an output that was asked for; null is a missing value.
     *
     * @return list<int|null>
     */
    public function read(Output $output): array
    {
        $packed = $this->readPacked($output);
        if ($packed === '') {
            return [];
        }
        $numbers = array_values(unpack($output->element()->letter() . '*', $packed));
        if (in_array($output, self::MAY_MISS, true)) {
            [, $validity, $length] = $this->outputs[$output->value];
            $bitmap = FFI::string($validity, intdiv($length + 7, 8));
            foreach ($numbers as $row => $number) {
                $is_there = ord($bitmap[$row >> 3]) >> ($row & 7) & 1;
                $numbers[$row] = $is_there === 1 ? $number : null;
            }
        }
        return $numbers;
    }

    /** The same as it is in memory, for unpack() with the letter of the output's element. */
    public function readPacked(Output $output): string
    {
        [$values, , $length] = $this->outputs[$output->value];
        return FFI::string($values, $length * $output->element()->size());
    }

    /**
     * The bitmap of flags, the least significant bit first.
     *
     * @param list<bool> $flags
     */
    public static function bitmap(array $flags): string
    {
        $bytes = '';
        foreach (array_chunk($flags, 8) as $row) {
            $byte = 0;
            foreach ($row as $bit => $flag) {
                $byte |= (int) $flag << $bit;
            }
            $bytes .= chr($byte);
        }
        return $bytes;
    }

    private function elementOf(Column $column): Element
    {
        return $column->element() ?? throw new \InvalidArgumentException("$column->name holds flags");
    }

    private static function checkBitmap(string $bitmap, int $length): void
    {
        if (strlen($bitmap) !== intdiv($length + 7, 8)) {
            throw new \InvalidArgumentException("a bitmap of $length rows has " . intdiv($length + 7, 8) . ' bytes');
        }
    }

    private function give(Column $column, CData $values, ?CData $validity, int $length): void
    {
        $functions = $this->library->functions;
        $this->library->check($functions->calliyo_columns_set(
            $this->pointer,
            $this->library->constant($column->value),
            $values,
            $validity === null ? null : $functions->cast('uint8_t *', FFI::addr($validity)),
            $length,
        ));
        $this->memory[$column->value] = [$values, $validity];
    }

    /** @param list<int|null> $values */
    private static function packed(Element $element, array $values): string
    {
        $packed = '';
        [$least, $most] = $element->range();
        foreach (array_chunk($values, 4096) as $chunk) {
            $numbers = array_map(fn (?int $value): int => $value ?? 0, $chunk);
            // pack() would cut what does not fit.
            if (min($numbers) < $least || max($numbers) > $most) {
                throw new \InvalidArgumentException("the column takes $least to $most");
            }
            $packed .= pack($element->letter() . '*', ...$numbers);
        }
        return $packed;
    }

    /** Memory of its own with these bytes, aligned for every element. */
    private function copy(string $bytes): CData
    {
        $words = intdiv(strlen($bytes), 8) + 1;
        $memory = $this->library->functions->new("uint64_t[$words]");
        FFI::memcpy($memory, $bytes, strlen($bytes));
        return $memory;
    }
}
