<?php

/**
 * What the PHP classes add to the C interface: exceptions, columns in memory of their own, and null.
 *
 * usage: wrapper.php
 *
 * Finds the classes in examples/hosts/php. Prints each test that fails and, last, `N passed, M failed`.
 */

declare(strict_types=1);

use Calliyo\Column;
use Calliyo\Columns;
use Calliyo\Engine;
use Calliyo\Figure;
use Calliyo\Job;
use Calliyo\Library;
use Calliyo\MisuseException;
use Calliyo\Output;
use Calliyo\Reason;
use Calliyo\RefusedException;
use Calliyo\Report;
use Calliyo\ReportKind;
use Calliyo\Size;

require __DIR__ . '/../../examples/hosts/php/autoload.php';

/** The exception of this class that a function throws, if it does. */
function thrown(string $class, callable $function): ?Throwable
{
    try {
        $function();
    } catch (Throwable $error) {
        return $error instanceof $class ? $error : throw $error;
    }
    return null;
}

/** Fresh leads, and two agents: the first with one place, the second without a cap. */
function columns(int $leads): Columns
{
    $columns = new Columns();
    $columns->set(Column::LeadStatus, array_fill(0, $leads, 0));
    $columns->set(Column::LeadCapturedAt, range(0, $leads - 1));
    $columns->set(Column::LeadOwner, array_fill(0, $leads, null));
    $columns->set(Column::AgentCap, [1, null]);
    $columns->set(Column::AgentHeld, [0, 0]);
    $columns->set(Column::AgentCounter, [0, 0]);
    $columns->set(Column::AgentState, [0, 0]);
    $columns->want(Output::PlanAgent, $leads);
    return $columns;
}

$tests = [
    'a refused policy tells every fault' => function (): bool {
        $policy = ['timeZone' => ['name' => 'Nowhere'], 'calendar' => ['workingDays' => ['monday', 'monday']]];
        $refused = thrown(RefusedException::class, fn () => new Engine($policy));
        $fault = $refused?->fault();
        return count($refused?->faults ?? []) === 2 && $fault->code === 'policy.unknown_time_zone'
            && $fault->path === 'timeZone.name' && $fault->rule === 'Z2' && $fault->params === ['zone' => 'Nowhere'];
    },
    'a refused request is an exception, and its answer a text' => function (): bool {
        $engine = new Engine('{}');
        $refused = thrown(RefusedException::class, fn () => $engine->call('decide', []));
        return $refused?->fault()->code === 'request.malformed'
            && str_starts_with($engine->answer('decide', '{}'), '{"type":"failure"');
    },
    'a wrong call names its result' => function (): bool {
        $misuse = thrown(MisuseException::class, fn () => Library::default()->answer('version', "\xFF"));
        return $misuse?->result === 'CALLIYO_INVALID_UTF8';
    },
    'missing values go in and come out' => function (): bool {
        $columns = columns(3);
        $columns->setFlags(Column::LeadDoNotCall, [false, true, false]);
        $columns->want(Output::PlanReason, 3);
        $columns->want(Output::PlanRoom, 2);
        (new Engine([]))->plan(Job::Assignment, $columns, 3);
        $reasons = array_map(Reason::of(...), $columns->read(Output::PlanReason));
        return $columns->read(Output::PlanAgent) === [0, Columns::NO_AGENT, 1]
            && $reasons === [Reason::Moved, Reason::DoNotCall, Reason::Moved]
            && $columns->read(Output::PlanRoom) === [0, null] && Reason::of(255) === null;
    },
    'packed columns are the same' => function (): bool {
        $columns = columns(2);
        $columns->setPacked(Column::LeadStatus, pack('S*', 0, 0));
        $columns->setPacked(Column::LeadOwner, pack('L*', 0, 0), Columns::bitmap([false, false]));
        (new Engine([]))->plan(Job::Assignment, $columns, 2);
        return $columns->readPacked(Output::PlanAgent) === pack('L*', 0, 1);
    },
    'lists keep leads from who had them' => function (): bool {
        $engine = new Engine(['automation' => ['assignment' => ['excludesPreviousOwners' => true]]]);
        $columns = columns(1);
        $columns->setLists(Column::LeadPreviousOwners, [[0]]);
        $engine->plan(Job::Assignment, $columns, 1);
        $with = $columns->read(Output::PlanAgent);
        $columns->unset(Column::LeadPreviousOwners);
        $engine->plan(Job::Assignment, $columns, 1);
        return $with === [1] && $columns->read(Output::PlanAgent) === [0];
    },
    'a plan that is refused says which column' => function (): bool {
        $columns = columns(1);
        $columns->unset(Column::LeadStatus);
        $refused = thrown(
            RefusedException::class,
            fn () => (new Engine([]))->plan(Job::Assignment, $columns, 0),
        );
        return $refused?->fault()->path === 'leads.status';
    },
    'columns of another kind are refused' => function (): bool {
        $columns = columns(1);
        $wrong = InvalidArgumentException::class;
        return thrown($wrong, fn () => $columns->set(Column::LeadDoNotCall, [1])) !== null
            && thrown($wrong, fn () => $columns->setFlags(Column::LeadOwner, [true])) !== null
            && thrown($wrong, fn () => $columns->setPacked(Column::LeadOwner, pack('L', 0), '')) !== null
            && thrown($wrong, fn () => $columns->setPacked(Column::LeadOwner, 'odd')) !== null
            && thrown($wrong, fn () => $columns->set(Column::LeadStatus, [0, 65_536])) !== null
            && thrown($wrong, fn () => $columns->set(Column::LeadOwner, [null, -1])) !== null
            && thrown($wrong, fn () => (new Engine([]))->refusal(0, 65_536)) !== null
            && thrown(MisuseException::class, fn () => $columns->setLists(Column::LeadOwner, [[0]])) !== null;
    },
    'no lead is a run too' => function (): bool {
        $columns = columns(1);
        foreach ([Column::LeadStatus, Column::LeadCapturedAt, Column::LeadOwner] as $column) {
            $columns->set($column, []);
        }
        $columns->want(Output::PlanAgent, 0);
        $line = (new Engine([]))->plan(Job::Assignment, $columns, 0);
        return str_contains($line, '0 leads assigned') && $columns->read(Output::PlanAgent) === [];
    },
    'a move is asked of facts' => function (): bool {
        $instant = '2026-05-09T07:45:00Z';
        $lead = ['id' => 'l', 'status' => 'unassigned', 'statusSince' => $instant, 'capturedAt' => $instant];
        $context = ['now' => '2026-05-11T03:30:00Z', 'actor' => ['id' => 'mira']];
        $engine = new Engine([]);
        $facts = $engine->facts($lead, $context);
        return $facts->refusal(0) === null && $facts->refusal(1) === 'status.needs_owner'
            && thrown(RefusedException::class, fn () => $engine->facts([], $context)) !== null;
    },
    'a report keeps its figures' => function (): bool {
        $engine = new Engine([]);
        $columns = new Columns();
        $refused = thrown(RefusedException::class, fn () => new Report($engine, ReportKind::Calls, $columns));
        $columns->set(Column::CallStartedAt, [0, 60_000, 120_000]);
        $columns->set(Column::CallStatus, [0, 0, 0]);
        $columns->set(Column::CallDurationSeconds, [0, 30, 90]);
        $columns->set(Column::CallAgent, [1, 1, null]);
        $columns->setSize(Size::Agents, 2);
        $report = new Report($engine, ReportKind::Calls, $columns, ['by' => ['agent']]);
        unset($columns);
        return $refused !== null && count($report) === 3
            && $report->read(Figure::FirstGroup) === [1, null, null]
            && $report->read(Figure::Calls) === [2, 1, 3]
            && $report->read(Figure::ConnectRate) === [500_000, 1_000_000, 666_666]
            && thrown(MisuseException::class, fn () => $report->read(Figure::Queue)) !== null;
    },
    'text beyond ASCII comes back' => function (): bool {
        $lead = (new Engine([]))->call('decide', [
            'command' => ['id' => 'c', 'do' => ['captureLead' => ['id' => 'lead-é-😀', 'name' => 'Zoë 😀']]],
            'context' => ['now' => '2026-05-15T13:00:00Z', 'actor' => ['id' => 'import']],
        ])['lead'];
        return $lead['id'] === 'lead-é-😀' && $lead['name'] === 'Zoë 😀';
    },
    'owners cannot be copied' => function (): bool {
        $columns = columns(1);
        return thrown(Error::class, fn () => clone $columns) !== null
            && thrown(Error::class, fn () => clone new Engine([])) !== null;
    },
];

$failed = 0;
foreach ($tests as $name => $test) {
    if (!$test()) {
        $failed++;
        echo "FAILED $name\n";
    }
}
echo count($tests) - $failed, " passed, $failed failed\n";
exit($failed === 0 ? 0 : 1);
