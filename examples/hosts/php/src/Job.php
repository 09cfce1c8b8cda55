<?php

declare(strict_types=1);

namespace Calliyo;

/** A job that runs over columns, by its constant of the C interface. */
enum Job: string
{
    case Removal = 'CALLIYO_JOB_REMOVAL';
    case Assignment = 'CALLIYO_JOB_ASSIGNMENT';
    case TopUp = 'CALLIYO_JOB_TOP_UP';
}
