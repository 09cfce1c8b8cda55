<?php

/**
 * calliyo used from PHP: see examples/hosts/README.md.
 *
 * usage: host.php FOLDER              a morning at the company of the folder
 *        host.php vectors FOLDER...   the conformance vectors in the folders
 *        host.php bench LEADS         how long the assignment of made leads takes
 */

declare(strict_types=1);

use Calliyo\CalliyoException;
use Calliyo\Column;
use Calliyo\Columns;
use Calliyo\Engine;
use Calliyo\Job;
use Calliyo\Library;
use Calliyo\Output;
use Calliyo\RefusedException;

require __DIR__ . '/autoload.php';

try {
    exit(main(array_slice($argv, 1)));
} catch (CalliyoException | FFI\Exception | RuntimeException | JsonException $error) {
    fwrite(STDERR, $error->getMessage() . "\n");
    exit(2);
}

/**
 * Runs one of the modes, and returns the exit code.
 *
 * @param list<string> $arguments
 */
function main(array $arguments): int
{
    if (($arguments[0] ?? '') === 'vectors') {
        return vectors(array_slice($arguments, 1));
    }
    if (count($arguments) === 2 && $arguments[0] === 'bench' && ctype_digit($arguments[1])) {
        return bench((int) $arguments[1]);
    }
    if (count($arguments) === 1) {
        return morning($arguments[0]);
    }
    fwrite(STDERR, "usage: host.php FOLDER | host.php vectors FOLDER... | host.php bench LEADS\n");
    return 2;
}

/** What may be done with two leads, and who gets which lead today. */
function morning(string $folder): int
{
    [$leads, $agents, $context] = array_map(
        fn (string $name): mixed => json_decode(read("$folder/$name"), true, flags: JSON_THROW_ON_ERROR),
        ['leads.json', 'agents.json', 'context.json'],
    );
    $versions = Library::default()->call('version', []);
    echo "calliyo $versions[library], rules $versions[rules], time zones $versions[timeZoneData]\n";
    $engine = new Engine(read("$folder/policy.json"));
    $statuses = $engine->call('transitions', ['lead' => $leads[0], 'context' => $context]);
    $pipeline = array_column($statuses, 'status');
    foreach (array_slice($leads, 0, 2) as $lead) {
        print_moves($engine, $pipeline, $lead, $context);
    }
    print_assignment($engine, $pipeline, $leads, $agents, millis($context['now']));
    print_faults($folder, 'bad-policy.json');
    return 0;
}

/** A line for each status: may the lead be moved there? */
function print_moves(Engine $engine, array $pipeline, array $lead, array $context): void
{
    $facts = $engine->facts($lead, $context);
    foreach ($pipeline as $index => $status) {
        $code = $facts->refusal($index);
        echo "$lead[id] to $status: ", $code === null ? 'yes' : "no, $code", "\n";
    }
}

/** Who gets which lead. */
function print_assignment(Engine $engine, array $pipeline, array $leads, array $agents, int $now): void
{
    $columns = new Columns();
    set_leads($columns, array_flip($pipeline), array_flip(array_column($agents, 'id')), $leads);
    set_agents($columns, $agents);
    $columns->want(Output::PlanAgent, count($leads));
    $line = $engine->plan(Job::Assignment, $columns, $now);
    foreach ($columns->read(Output::PlanAgent) as $row => $agent) {
        if ($agent !== Columns::NO_AGENT) {
            echo $leads[$row]['id'], ' goes to ', $agents[$agent]['id'], "\n";
        }
    }
    echo "$line\n";
}

/**
 * The leads, a row each.
 *
 * @param array<string, int> $indexes of the statuses in the pipeline
 * @param array<string, int> $rows of the agents
 */
function set_leads(Columns $columns, array $indexes, array $rows, array $leads): void
{
    $each = fn (callable $value): array => array_map($value, $leads);
    $agent = fn (?string $id): ?int => $id === null ? null : $rows[$id] ?? Columns::UNKNOWN_AGENT;
    $columns->set(Column::LeadStatus, $each(fn (array $lead): int => $indexes[$lead['status']]));
    $columns->set(Column::LeadCapturedAt, $each(fn (array $lead): int => millis($lead['capturedAt'])));
    $columns->set(Column::LeadOwner, $each(fn (array $lead): ?int => $agent($lead['owner'] ?? null)));
    $columns->set(Column::LeadLastOwner, $each(fn (array $lead): ?int => $agent($lead['lastOwner'] ?? null)));
    $columns->set(Column::LeadPriority, $each(fn (array $lead): ?int => $lead['priority'] ?? null));
    $columns->setFlags(Column::LeadDoNotCall, $each(fn (array $lead): bool => $lead['doNotCall'] ?? false));
}

/** The agents, a row each. */
function set_agents(Columns $columns, array $agents): void
{
    $each = fn (callable $value): array => array_map($value, $agents);
    $states = array_flip(['active', 'away', 'banned']);
    $columns->set(Column::AgentCap, $each(fn (array $agent): ?int => $agent['cap'] ?? null));
    $columns->set(Column::AgentHeld, $each(fn (array $agent): int => $agent['held'] ?? 0));
    $columns->set(Column::AgentCounter, $each(fn (array $agent): ?int => $agent['counter'] ?? null));
    $columns->set(Column::AgentState, $each(fn (array $agent): int => $states[$agent['state'] ?? 'active']));
}

/** A policy with faults is refused as a whole, with every fault at once. */
function print_faults(string $folder, string $name): void
{
    try {
        new Engine(read("$folder/$name"));
    } catch (RefusedException $refused) {
        foreach ($refused->faults as $fault) {
            echo "$name: $fault->code at $fault->path\n";
        }
    }
}

/** The UTC milliseconds of an instant. */
function millis(string $instant): int
{
    return (int) (new DateTimeImmutable($instant))->format('Uv');
}

/** A file's text. */
function read(string $path): string
{
    $text = is_file($path) ? file_get_contents($path) : false;
    return $text === false ? throw new RuntimeException("$path cannot be read") : $text;
}

/**
 * The conformance vectors in the folders: every answer is compared, byte by byte.
 *
 * @param list<string> $folders
 */
function vectors(array $folders): int
{
    $passed = count(array_filter($folders, passes(...)));
    $failed = count($folders) - $passed;
    echo "$passed passed, $failed failed\n";
    return $failed === 0 ? 0 : 1;
}

/** Whether the vector gets its recorded response; says what differs where it does not. */
function passes(string $folder): bool
{
    // One newline at the end of a file is not part of its text.
    $text = fn (string $name): string => preg_replace('/\n\z/', '', read("$folder/$name"));
    $asked = is_file("$folder/policy.json") ? new Engine($text('policy.json')) : Library::default();
    $answer = $asked->answer($text('operation'), $text('request.json'));
    $expected = $text('response.json');
    if ($answer !== $expected) {
        echo "$folder\n  expected $expected\n  got      $answer\n";
    }
    return $answer === $expected;
}

/** The assignment of made leads, timed. */
function bench(int $count, int $heads = 1_000, int $runs = 7, int $now = 1_778_470_200_000): int
{
    $engine = new Engine([]);
    $columns = new Columns();
    $held = set_made_leads($columns, $count, $heads);
    $columns->set(Column::AgentCap, array_fill(0, $heads, intdiv(intdiv($count * 9, 10), $heads)));
    $columns->set(Column::AgentHeld, $held);
    $columns->set(Column::AgentCounter, array_fill(0, $heads, 0));
    $columns->set(Column::AgentState, array_fill(0, $heads, 0));
    $columns->want(Output::PlanAgent, $count);
    $engine->plan(Job::Assignment, $columns, $now);
    $times = [];
    for ($run = 0; $run < $runs; $run++) {
        $start = hrtime(true);
        $engine->plan(Job::Assignment, $columns, $now);
        $times[] = (hrtime(true) - $start) / 1e6;
    }
    sort($times);
    $stays = array_count_values($columns->read(Output::PlanAgent))[Columns::NO_AGENT] ?? 0;
    $moved = $count - $stays;
    printf("assign %d: %.1f ms, %d moved\n", $count, $times[intdiv($runs, 2)], $moved);
    return 0;
}

/**
 * The leads in packed columns, which need little memory.
 *
 * @return list<int> how many each agent holds
 */
function set_made_leads(Columns $columns, int $count, int $heads): array
{
    $status = $captured = $owner = $validity = '';
    $held = array_fill(0, $heads, 0);
    $bits = 0;
    for ($row = 0; $row < $count; $row++) {
        $is_owned = $row % 3 !== 0;
        $agent = $is_owned ? $row * 7919 % $heads : 0;
        $held[$agent] += (int) $is_owned;
        $bits |= (int) $is_owned << $row % 8;
        if ($row % 8 === 7 || $row === $count - 1) {
            $validity .= chr($bits);
            $bits = 0;
        }
        $status .= pack('S', [0, 6, 7][$row % 3]);
        $captured .= pack('q', $row * 60_000);
        $owner .= pack('L', $agent);
    }
    $columns->setPacked(Column::LeadStatus, $status);
    $columns->setPacked(Column::LeadCapturedAt, $captured);
    $columns->setPacked(Column::LeadOwner, $owner, $validity);
    return $held;
}
