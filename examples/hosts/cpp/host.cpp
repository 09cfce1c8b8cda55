// calliyo used from C++17: see examples/hosts/README.md.
//
// usage: host FOLDER              a morning at the company of the folder
//        host vectors FOLDER...   the conformance vectors in the folders
//        host bench LEADS         how long the assignment of made leads takes

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <calliyo.hpp>

namespace {

using calliyo::Bitmap;
using calliyo::Columns;
using calliyo::Engine;
using calliyo::Json;
using calliyo::OptionalValues;
using std::chrono::milliseconds;

namespace fs = std::filesystem;

using Texts = std::vector<std::string>;

/// A file's text without one newline at its end; nothing where there is no such file.
std::optional<std::string> read_if_there(const fs::path &path)
{
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        return std::nullopt;
    }
    std::string text { std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>() };
    if (!text.empty() && text.back() == '\n') {
        text.pop_back();
    }
    return text;
}

std::string read(const fs::path &path)
{
    if (auto text = read_if_there(path)) {
        return *std::move(text);
    }
    throw std::runtime_error(path.string() + " cannot be read");
}

/// The text that a record must have under this name.
std::string text_of(Json record, std::string_view name)
{
    if (auto text = record[name].text()) {
        return *std::move(text);
    }
    throw std::runtime_error("a record lacks " + std::string(name));
}

/// What stands in an answer, for as long as its text lives.
Json result_of(std::string_view answer)
{
    const Json document(answer);
    if (document["type"].text() != "success") {
        throw std::runtime_error(std::string(answer));
    }
    return document["result"];
}

/// The place of a text among others.
std::optional<std::size_t> place_of(std::string_view text, const Texts &texts)
{
    const auto found = std::find(texts.begin(), texts.end(), text);
    return found == texts.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - texts.begin()));
}

/// An instant that is written in UTC and whole seconds, such as 2026-05-11T03:30:00Z.
milliseconds read_instant(const std::string &text)
{
    int year = 0;
    int month = 0;
    int day = 0;
    int hour = 0;
    int minute = 0;
    int second = 0;
    char zone = 0;
    const int read
        = std::sscanf(text.c_str(), "%4d-%2d-%2dT%2d:%2d:%2d%c", &year, &month, &day, &hour, &minute, &second, &zone);
    if (read != 7 || zone != 'Z') {
        throw std::runtime_error(text + " is not in UTC and whole seconds");
    }
    // Years that begin in March: a leap day is the last day of its year.
    const int own_year = month <= 2 ? year - 1 : year;
    const int before_year = 365 * own_year + own_year / 4 - own_year / 100 + own_year / 400;
    const int days = before_year + (153 * ((month + 9) % 12) + 2) / 5 + day - 719469;
    return std::chrono::hours(24 * days + hour) + std::chrono::minutes(minute) + std::chrono::seconds(second);
}

/// The leads of the company, a row each.
struct Leads {
    Texts ids;
    std::vector<std::uint16_t> status;
    std::vector<std::int64_t> captured_at;
    OptionalValues<std::uint32_t> owner;
    OptionalValues<std::uint32_t> last_owner;
    OptionalValues<std::int64_t> priority;
    Bitmap do_not_call;

    Leads(Json records, const Texts &pipeline, const Texts &agents)
    {
        const auto agent = [&agents](Json id) -> std::optional<std::uint32_t> {
            const auto text = id.text();
            if (!text) {
                return std::nullopt;
            }
            const auto row = place_of(*text, agents);
            return row ? static_cast<std::uint32_t>(*row) : CALLIYO_UNKNOWN_AGENT;
        };
        for (const Json &lead : records.elements()) {
            const auto index = place_of(text_of(lead, "status"), pipeline);
            if (!index) {
                throw std::runtime_error("a lead is on a status that the pipeline does not have");
            }
            ids.push_back(text_of(lead, "id"));
            status.push_back(static_cast<std::uint16_t>(*index));
            captured_at.push_back(read_instant(text_of(lead, "capturedAt")).count());
            owner.push_back(agent(lead["owner"]));
            last_owner.push_back(agent(lead["lastOwner"]));
            priority.push_back(lead["priority"].integer());
            do_not_call.push_back(lead["doNotCall"].is_true());
        }
    }

    /// Lends the columns, as long as the leads live.
    void lend_to(Columns &columns) const
    {
        columns.set(calliyo::leads::status, status);
        columns.set(calliyo::leads::captured_at, captured_at);
        columns.set(calliyo::leads::owner, owner);
        columns.set(calliyo::leads::last_owner, last_owner);
        columns.set(calliyo::leads::priority, priority);
        columns.set(calliyo::leads::do_not_call, do_not_call);
    }
};

/// Its agents, likewise.
struct Agents {
    Texts ids;
    OptionalValues<std::uint32_t> cap;
    std::vector<std::uint32_t> held;
    OptionalValues<std::uint64_t> counter;
    std::vector<CalliyoAgentState> state;

    explicit Agents(Json records)
    {
        for (const Json &agent : records.elements()) {
            const auto own_cap = agent["cap"].integer();
            const auto own_counter = agent["counter"].integer();
            ids.push_back(text_of(agent, "id"));
            cap.push_back(own_cap ? std::optional(static_cast<std::uint32_t>(*own_cap)) : std::nullopt);
            held.push_back(static_cast<std::uint32_t>(agent["held"].integer().value_or(0)));
            counter.push_back(
                own_counter ? std::optional(static_cast<std::uint64_t>(*own_counter)) : std::nullopt);
            state.push_back(state_of(agent["state"].text().value_or("active")));
        }
    }

    void lend_to(Columns &columns) const
    {
        columns.set(calliyo::agents::cap, cap);
        columns.set(calliyo::agents::held, held);
        columns.set(calliyo::agents::counter, counter);
        columns.set(calliyo::agents::state, state);
    }

private:
    static CalliyoAgentState state_of(std::string_view state)
    {
        if (state == "active") {
            return CALLIYO_AGENT_STATE_ACTIVE;
        }
        return state == "away" ? CALLIYO_AGENT_STATE_AWAY : CALLIYO_AGENT_STATE_BANNED;
    }
};

void print_versions()
{
    const std::string answer = calliyo::call("version", "{}");
    const Json versions = result_of(answer);
    std::cout << "calliyo " << text_of(versions, "library") << ", rules " << versions["rules"].raw() << ", time zones "
              << text_of(versions, "timeZoneData") << '\n';
}

/// The statuses of the pipeline in their order: the operation `transitions` lists them all, for any lead.
Texts ask_pipeline(const Engine &engine, Json lead, std::string_view context)
{
    std::string request = R"({"lead":)";
    request.append(lead.raw()).append(R"(,"context":)").append(context).append("}");
    const std::string answer = engine.call("transitions", request);
    Texts pipeline;
    for (const Json &status : result_of(answer).elements()) {
        pipeline.push_back(text_of(status, "status"));
    }
    return pipeline;
}

/// A line for each status: may the lead be moved there?
void print_moves(const Engine &engine, const Texts &pipeline, Json lead, std::string_view context)
{
    const std::string id = text_of(lead, "id");
    const std::uint64_t facts = engine.facts(lead.raw(), context);
    std::uint16_t to = 0;
    for (const std::string &status : pipeline) {
        const auto code = engine.refusal(facts, to++);
        std::cout << id << " to " << status << (code ? ": no, " : ": yes") << code.value_or("") << '\n';
    }
}

/// Who gets which lead. The plan reads the columns where they are, and writes into `goes_to`.
void print_assignment(const Engine &engine, const Leads &leads, const Agents &agents, milliseconds now)
{
    std::vector<std::uint32_t> goes_to(leads.ids.size());
    Columns columns;
    leads.lend_to(columns);
    agents.lend_to(columns);
    columns.set_output(calliyo::plan::agent, goes_to);
    const std::string line = engine.plan(calliyo::Job::assignment, columns, now);
    for (std::size_t row = 0; row < goes_to.size(); ++row) {
        if (goes_to[row] != CALLIYO_NO_AGENT) {
            std::cout << leads.ids[row] << " goes to " << agents.ids[goes_to[row]] << '\n';
        }
    }
    std::cout << line << '\n';
}

/// A policy with faults is refused as a whole, with every fault at once.
void print_faults(const fs::path &path)
{
    try {
        const Engine engine(read(path));
    } catch (const calliyo::Error &error) {
        for (const calliyo::Fault &fault : error.faults()) {
            std::cout << path.filename().string() << ": " << fault.code << " at " << fault.path << '\n';
        }
    }
}

/// What may be done with two leads, and who gets which lead today.
int morning(const fs::path &folder)
{
    const Engine engine(read(folder / "policy.json"));
    const std::string lead_text = read(folder / "leads.json");
    const std::string agent_text = read(folder / "agents.json");
    const std::string context = read(folder / "context.json");
    const Json leads(lead_text);
    Texts pipeline;
    int shown = 0;

    print_versions();
    for (const Json &lead : leads.elements()) {
        if (shown++ == 2) {
            break;
        }
        if (pipeline.empty()) {
            pipeline = ask_pipeline(engine, lead, context);
        }
        print_moves(engine, pipeline, lead, context);
    }
    const Agents agents { Json(agent_text) };
    print_assignment(engine, Leads(leads, pipeline, agents.ids), agents, read_instant(text_of(Json(context), "now")));
    print_faults(folder / "bad-policy.json");
    return 0;
}

/// Whether the vector gets its recorded response; says what differs where it does not.
bool passes(const fs::path &folder)
{
    const auto policy = read_if_there(folder / "policy.json");
    const std::string operation = read(folder / "operation");
    const std::string request = read(folder / "request.json");
    const std::string expected = read(folder / "response.json");
    const std::string answer
        = policy ? Engine(*policy).call(operation, request) : calliyo::call(operation, request);
    if (answer != expected) {
        std::cout << folder.string() << "\n  expected " << expected << "\n  got      " << answer << '\n';
    }
    return answer == expected;
}

int vectors(const Texts &folders)
{
    const auto passed = std::count_if(folders.begin(), folders.end(), passes);
    const auto failed = static_cast<std::ptrdiff_t>(folders.size()) - passed;
    std::cout << passed << " passed, " << failed << " failed\n";
    return failed == 0 ? 0 : 1;
}

/// The assignment of made leads, timed.
int bench(std::size_t count)
{
    constexpr std::size_t agents = 1000;
    constexpr milliseconds now(1778470200000);
    constexpr std::array<std::uint16_t, 3> statuses { 0, 6, 7 };

    std::vector<std::uint16_t> status(count);
    std::vector<std::int64_t> captured_at(count);
    std::vector<std::uint32_t> owner(count);
    Bitmap has_owner(count);
    std::vector<std::uint32_t> held(agents);
    for (std::size_t row = 0; row < count; ++row) {
        status[row] = statuses[row % 3];
        captured_at[row] = static_cast<std::int64_t>(row) * 60000;
        if (status[row] != 0) {
            owner[row] = static_cast<std::uint32_t>(row * 7919 % agents);
            has_owner.set(row);
            held[owner[row]] += 1;
        }
    }
    const std::vector<std::uint32_t> cap(agents, static_cast<std::uint32_t>(count * 9 / 10 / agents));
    const std::vector<std::uint64_t> counter(agents);
    const std::vector<CalliyoAgentState> state(agents, CALLIYO_AGENT_STATE_ACTIVE);
    std::vector<std::uint32_t> goes_to(count);

    const Engine engine("{}");
    Columns columns;
    columns.set(calliyo::leads::status, status);
    columns.set(calliyo::leads::captured_at, captured_at);
    columns.set(calliyo::leads::owner, owner, has_owner);
    columns.set(calliyo::agents::cap, cap);
    columns.set(calliyo::agents::held, held);
    columns.set(calliyo::agents::counter, counter);
    columns.set(calliyo::agents::state, state);
    columns.set_output(calliyo::plan::agent, goes_to);

    std::array<double, 7> runs {};
    engine.plan(calliyo::Job::assignment, columns, now);
    for (double &run : runs) {
        const auto start = std::chrono::steady_clock::now();
        engine.plan(calliyo::Job::assignment, columns, now);
        run = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
    }
    std::sort(runs.begin(), runs.end());
    const auto stays = std::count(goes_to.begin(), goes_to.end(), CALLIYO_NO_AGENT);
    std::printf("assign %zu: %.1f ms, %td moved\n", count, runs[runs.size() / 2],
                static_cast<std::ptrdiff_t>(count) - stays);
    return 0;
}

int run(const Texts &arguments)
{
    if (!calliyo::library_fits()) {
        throw std::runtime_error("the library is not the one that calliyo.h describes");
    }
    if (!arguments.empty() && arguments.front() == "vectors") {
        return vectors(Texts(arguments.begin() + 1, arguments.end()));
    }
    if (arguments.size() == 2 && arguments.front() == "bench"
        && arguments.back().find_first_not_of("0123456789") == std::string::npos) {
        return bench(std::stoul(arguments.back()));
    }
    if (arguments.size() == 1) {
        return morning(arguments.front());
    }
    std::cerr << "usage: host FOLDER | host vectors FOLDER... | host bench LEADS\n";
    return 2;
}

} // namespace

int main(int count, char **arguments)
{
    try {
        return run(Texts(arguments + 1, arguments + count));
    } catch (const std::exception &error) {
        std::cerr << error.what() << '\n';
        return 2;
    }
}
