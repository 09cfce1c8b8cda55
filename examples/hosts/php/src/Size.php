<?php

declare(strict_types=1);

namespace Calliyo;

/** How many there are of what dense numbers name, for reports. */
enum Size: string
{
    /** Agents. */
    case Agents = 'CALLIYO_SIZE_AGENTS';
    /** Leads. */
    case Leads = 'CALLIYO_SIZE_LEADS';
    /** Responses. */
    case Responses = 'CALLIYO_SIZE_RESPONSES';
    /** Branches. */
    case Branches = 'CALLIYO_SIZE_BRANCHES';
    /** Departments. */
    case Departments = 'CALLIYO_SIZE_DEPARTMENTS';
    /** Tags. */
    case Tags = 'CALLIYO_SIZE_TAGS';
    /** Campaigns. */
    case Campaigns = 'CALLIYO_SIZE_CAMPAIGNS';
    /** Sources. */
    case Sources = 'CALLIYO_SIZE_SOURCES';
    /** Kinds of what a call belongs to. */
    case ParentKinds = 'CALLIYO_SIZE_PARENT_KINDS';
    /** Currencies of orders. */
    case Currencies = 'CALLIYO_SIZE_CURRENCIES';
}
