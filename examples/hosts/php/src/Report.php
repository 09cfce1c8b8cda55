<?php

declare(strict_types=1);

namespace Calliyo;

use FFI;
use FFI\CData;

/** A report over columns, made once: it keeps its figures when the columns change. */
final class Report implements \Countable
{
    private readonly Library $library;
    private readonly CData $pointer;
    private readonly int $rows;

    /**
     * @param array<string, mixed>|object|null $query what the kind's query may say
     * @throws RefusedException where the query or a column is at fault
     */
    public function __construct(Engine $engine, ReportKind $kind, Columns $columns, array|object|null $query = null)
    {
        $this->library = $engine->library;
        $functions = $this->library->functions;
        $json = $query === null ? '' : Library::text($query);
        $pointer = $functions->new('CalliyoReport *');
        $rows = $functions->new('size_t');
        [$text, $length] = $this->library->newText();
        $result = $functions->calliyo_report_new(
            $engine->pointer(),
            $this->library->constant($kind->value),
            $columns->pointer(),
            $json,
            strlen($json),
            FFI::addr($pointer),
            FFI::addr($rows),
            FFI::addr($text),
            FFI::addr($length),
        );
        $this->library->check($result, $this->library->take($text, $length));
        $this->pointer = $pointer;
        $this->rows = $rows->cdata;
    }

    public function __destruct()
    {
        if (isset($this->pointer)) {
            $this->library->functions->calliyo_report_free($this->pointer);
        }
    }

    private function __clone()
    {
    }

    /** The number of rows. */
    public function count(): int
    {
        return $this->rows;
    }

    /**
     * A figure of every row; null where a row has no such value. Reports that have a total have it last.
     *
     * @return list<int|null>
     */
    public function read(Figure $figure): array
    {
        // One more of each, since an array without any would be none.
        $values = $this->library->functions->new('int64_t[' . ($this->rows + 1) . ']');
        $validity = $this->library->functions->new('uint8_t[' . (intdiv($this->rows, 8) + 1) . ']');
        $this->library->check($this->library->functions->calliyo_report_read(
            $this->pointer,
            $this->library->constant($figure->value),
            $values,
            $validity,
            $this->rows,
        ));
        $figures = [];
        for ($row = 0; $row < $this->rows; $row++) {
            $figures[] = ($validity[$row >> 3] >> ($row & 7) & 1) === 1 ? $values[$row] : null;
        }
        return $figures;
    }
}
