// What calliyo.hpp adds to calliyo.h: owners, errors, typed columns, and the reader of JSON.
//
// usage: wrapper
//
// Prints each test that fails and, last, `N passed, M failed`.

#include <atomic>
#include <cstdint>
#include <iostream>
#include <limits>
#include <stdexcept>
#include <string>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

#include <calliyo.hpp>

namespace {

using calliyo::Bitmap;
using calliyo::Columns;
using calliyo::Engine;
using calliyo::Error;
using calliyo::Job;
using calliyo::Json;
using calliyo::OptionalValues;
using std::chrono::milliseconds;

static_assert(!std::is_copy_constructible_v<Engine> && std::is_nothrow_move_constructible_v<Engine>);
static_assert(!std::is_copy_constructible_v<Columns> && std::is_nothrow_move_constructible_v<Columns>);
static_assert(std::is_nothrow_move_assignable_v<Engine> && std::is_nothrow_destructible_v<Engine>);
static_assert(std::is_nothrow_copy_constructible_v<Error>);

/// Whether this throws such an exception.
template <class Exception, class Function>
bool throws(Function function)
{
    try {
        function();
    } catch (const Exception &) {
        return true;
    }
    return false;
}

bool a_refused_policy_tells_every_fault()
{
    try {
        const Engine engine(
            R"({"timeZone":{"name":"Nowhere/At \"all\""},"calendar":{"workingDays":["monday","monday"]}})");
    } catch (const Error &error) {
        const auto &fault = error.faults().at(0);
        return error.result() == CALLIYO_FAILED && error.faults().size() == 2
            && error.code() == "policy.unknown_time_zone" && error.path() == "timeZone.name" && error.rule() == "Z2"
            && fault.params == R"({"zone":"Nowhere/At \"all\""})"
            && fault.message.find("`Nowhere/At \"all\"`") != std::string::npos;
    }
    return false;
}

bool a_wrong_call_has_a_result_and_no_fault()
{
    try {
        calliyo::call("version", "\xFF");
    } catch (const Error &error) {
        return error.result() == CALLIYO_INVALID_UTF8 && error.faults().empty() && error.code().empty();
    }
    return false;
}

bool what_was_moved_from_throws_and_can_be_assigned_to()
{
    Engine first("{}");
    Engine second(std::move(first));
    Columns columns;
    const Columns others(std::move(columns));
    const bool throws_all = throws<Error>([&] { first.call("version", "{}"); })
        && throws<Error>([&] { first.plan(Job::removal, others, milliseconds(0)); })
        && throws<Error>([&] { columns.clear(); });
    first = std::move(second);
    columns = Columns();
    columns.clear();
    return throws_all && first.call("version", "{}") == calliyo::call("version", "{}");
}

bool many_threads_ask_one_engine()
{
    const Engine engine("{}");
    const std::string expected = engine.call("version", "{}");
    std::atomic<int> same = 0;
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 4; ++thread) {
        threads.emplace_back([&] {
            for (int time = 0; time < 100; ++time) {
                same += engine.call("version", "{}") == expected;
            }
        });
    }
    for (std::thread &thread : threads) {
        thread.join();
    }
    return same == 400;
}

/// Two agents, the first with one place and the second without a cap, as columns.
struct Team {
    OptionalValues<std::uint32_t> cap;
    std::vector<std::uint32_t> held { 0, 0 };
    std::vector<std::uint64_t> counter { 0, 0 };
    std::vector<CalliyoAgentState> state { CALLIYO_AGENT_STATE_ACTIVE, CALLIYO_AGENT_STATE_ACTIVE };

    Team()
    {
        cap.push_back(1);
        cap.push_back(std::nullopt);
    }

    void lend_to(Columns &columns) const
    {
        columns.set(calliyo::agents::cap, cap);
        columns.set(calliyo::agents::held, held);
        columns.set(calliyo::agents::counter, counter);
        columns.set(calliyo::agents::state, state);
    }
};

bool missing_values_go_in_and_come_out()
{
    const Engine engine("{}");
    const Team team;
    const std::vector<std::uint16_t> status { 0, 0, 0 };
    const std::vector<std::int64_t> captured_at { 0, 1, 2 };
    const std::vector<std::uint32_t> owner { 0, 0, 0 };
    const Bitmap nobody(3);
    Bitmap do_not_call(3);
    std::vector<std::uint32_t> goes_to(3);
    std::vector<CalliyoReason> reason(3);
    std::vector<std::int64_t> room(2);
    Bitmap has_room(2, true);

    do_not_call.set(1);
    Columns columns;
    columns.set(calliyo::leads::status, status);
    columns.set(calliyo::leads::captured_at, captured_at);
    columns.set(calliyo::leads::owner, owner, nobody);
    columns.set(calliyo::leads::do_not_call, do_not_call);
    team.lend_to(columns);
    columns.set_output(calliyo::plan::agent, goes_to);
    columns.set_output(calliyo::plan::reason, reason);
    columns.set_output(calliyo::plan::room, room, has_room);
    engine.plan(Job::assignment, columns, milliseconds(3));
    return goes_to == std::vector<std::uint32_t> { 0, CALLIYO_NO_AGENT, 1 }
        && reason[0] == CALLIYO_REASON_MOVED && reason[1] == CALLIYO_REASON_DO_NOT_CALL
        && reason[2] == CALLIYO_REASON_MOVED && room[0] == 0 && has_room[0] && !has_room[1];
}

bool lists_keep_leads_from_who_had_them()
{
    const Engine engine(R"({"automation":{"assignment":{"excludesPreviousOwners":true}}})");
    const Team team;
    const std::vector<std::uint16_t> status { 0 };
    const std::vector<std::int64_t> captured_at { 0 };
    const std::vector<std::uint32_t> owner { 0 };
    const std::vector<std::uint32_t> offsets { 0, 1 };
    const std::vector<std::uint32_t> had_it { 0 };
    const Bitmap nobody(1);
    std::vector<std::uint32_t> goes_to(1);

    Columns columns;
    columns.set(calliyo::leads::status, status);
    columns.set(calliyo::leads::captured_at, captured_at);
    columns.set(calliyo::leads::owner, owner, nobody);
    team.lend_to(columns);
    columns.set_output(calliyo::plan::agent, goes_to);
    engine.plan(Job::assignment, columns, milliseconds(1));
    const std::uint32_t without = goes_to[0];
    columns.set(calliyo::leads::previous_owners, offsets, had_it);
    engine.plan(Job::assignment, columns, milliseconds(1));
    const std::uint32_t with = goes_to[0];
    columns.unset(calliyo::leads::previous_owners);
    engine.plan(Job::assignment, columns, milliseconds(1));
    return without == 0 && with == 1 && goes_to[0] == 0;
}

bool a_plan_that_is_refused_writes_nothing()
{
    const Engine engine("{}");
    const Team team;
    std::vector<std::uint32_t> goes_to { 7 };
    Columns columns;
    team.lend_to(columns);
    columns.set_output(calliyo::plan::agent, goes_to);
    try {
        engine.plan(Job::assignment, columns, milliseconds(0));
    } catch (const Error &error) {
        return error.path() == "leads.status" && goes_to[0] == 7;
    }
    return false;
}

bool a_move_is_asked_of_facts()
{
    const Engine engine("{}");
    const std::string lead = R"({"id":"l","status":"unassigned","statusSince":"2026-05-09T07:45:00Z",)"
                             R"("capturedAt":"2026-05-09T07:45:00Z"})";
    const std::string context = R"({"now":"2026-05-11T03:30:00Z","actor":{"id":"mira"}})";
    const std::uint64_t facts = engine.facts(lead, context);
    return !engine.refusal(facts, 0) && engine.refusal(facts, 1) == "status.needs_owner"
        && throws<Error>([&] { engine.facts("{}", context); });
}

bool a_report_keeps_its_figures()
{
    const Engine engine("{}");
    std::vector<std::int64_t> started_at { 0, 60000, 120000 };
    const std::vector<CalliyoCallStatus> status(3, CALLIYO_CALL_STATUS_CALLED);
    const std::vector<std::uint32_t> seconds { 0, 30, 90 };
    OptionalValues<std::uint32_t> agent;
    agent.push_back(1);
    agent.push_back(1);
    agent.push_back(std::nullopt);

    Columns columns;
    columns.set(calliyo::calls::started_at, started_at);
    columns.set(calliyo::calls::status, status);
    columns.set(calliyo::calls::duration_seconds, seconds);
    columns.set(calliyo::calls::agent, agent);
    columns.set_size(CALLIYO_SIZE_AGENTS, 2);
    const calliyo::Report report(engine, CALLIYO_REPORT_CALLS, columns, R"({"by":["agent"]})");
    columns.clear();

    using Figures = std::vector<std::optional<std::int64_t>>;
    const bool is_refused
        = throws<Error>([&] { const calliyo::Report without(engine, CALLIYO_REPORT_CALLS, columns); });
    return report.rows() == 3 && report.read(CALLIYO_FIGURE_FIRST_GROUP) == Figures { 1, std::nullopt, std::nullopt }
        && report.read(CALLIYO_FIGURE_CALLS) == Figures { 2, 1, 3 }
        && report.read(CALLIYO_FIGURE_CONNECT_RATE) == Figures { 500000, 1000000, 666666 }
        && throws<Error>([&] { report.read(CALLIYO_FIGURE_QUEUE); }) && is_refused;
}

bool a_bitmap_of_other_rows_is_refused()
{
    const std::vector<std::uint32_t> owner(9);
    const Bitmap too_short(8);
    const std::vector<std::uint32_t> nothing;
    Columns columns;
    return throws<std::invalid_argument>([&] { columns.set(calliyo::leads::owner, owner, too_short); })
        && throws<std::invalid_argument>([&] { columns.set(calliyo::leads::previous_owners, nothing, nothing); });
}

bool a_bitmap_keeps_its_bits()
{
    Bitmap grown;
    for (int row = 0; row < 20; ++row) {
        grown.push_back(row % 3 == 0);
    }
    grown.set(0, false);
    return grown.size() == 20 && !grown[0] && grown[3] && !grown[4] && grown[18] && grown.data()[0] == 0b01001000
        && Bitmap(9, true)[8] && !Bitmap(9)[8];
}

bool json_is_read_as_it_is_written()
{
    const Json json(
        R"( { "text" : "caf\u00e9 \ud83d\ude00 \"q\" \\ \/\n", "low":-9007199254740991, "no":null, "yes":true,
             "list":[ 1 , {"a":[2]} ,"]", [] ], "empty":[], "far":99999999999999999999, "part":1.5 } )");
    std::vector<std::string> list;
    for (const Json &element : json["list"].elements()) {
        list.emplace_back(element.raw());
    }
    const auto empty = json["empty"].elements();
    return json["text"].text() == "caf\xC3\xA9 \xF0\x9F\x98\x80 \"q\" \\ /\n"
        && json["low"].integer() == -9007199254740991 && !json["no"] && !json["none"] && json["yes"].is_true()
        && json["list"] && list == std::vector<std::string> { "1", R"({"a":[2]})", R"("]")", "[]" }
        && empty.begin() == empty.end()
        && !json["far"].integer() && !json["part"].integer() && !json["list"].text() && !json["yes"]["deeper"];
}

/// Every beginning of a text, in memory that ends with it: reading beyond shows under a sanitizer.
bool text_that_is_no_json_is_never_left()
{
    const std::string text = R"({"a":"\u00e9\ud83d\ude00","b":[1,{"c":"\\"},"]"],"d":-12})";
    for (std::size_t length = 0; length <= text.size(); ++length) {
        const std::vector<char> part(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(length));
        const Json json(std::string_view(part.data(), part.size()));
        json["a"].text();
        json["d"].integer();
        std::size_t elements = 0;
        for (const Json &element : json["b"].elements()) {
            element["c"].text();
            ++elements;
        }
        if (elements > 3) {
            return false;
        }
    }
    return !Json("")["a"] && !Json("{").text() && !Json("\"").text() && !Json("]").integer() && !Json("[1,").is_true();
}

} // namespace

int main()
{
    const std::pair<const char *, bool (*)()> tests[] = {
        { "a refused policy tells every fault", a_refused_policy_tells_every_fault },
        { "a wrong call has a result and no fault", a_wrong_call_has_a_result_and_no_fault },
        { "what was moved from throws and can be assigned to", what_was_moved_from_throws_and_can_be_assigned_to },
        { "many threads ask one engine", many_threads_ask_one_engine },
        { "missing values go in and come out", missing_values_go_in_and_come_out },
        { "lists keep leads from who had them", lists_keep_leads_from_who_had_them },
        { "a plan that is refused writes nothing", a_plan_that_is_refused_writes_nothing },
        { "a move is asked of facts", a_move_is_asked_of_facts },
        { "a report keeps its figures", a_report_keeps_its_figures },
        { "a bitmap of other rows is refused", a_bitmap_of_other_rows_is_refused },
        { "a bitmap keeps its bits", a_bitmap_keeps_its_bits },
        { "JSON is read as it is written", json_is_read_as_it_is_written },
        { "text that is no JSON is never left", text_that_is_no_json_is_never_left },
    };
    int passed = 0;
    int failed = 0;
    for (const auto &[name, test] : tests) {
        const bool holds = test();
        passed += holds;
        failed += !holds;
        if (!holds) {
            std::cout << "FAILED " << name << '\n';
        }
    }
    std::cout << passed << " passed, " << failed << " failed\n";
    return failed == 0 ? 0 : 1;
}
