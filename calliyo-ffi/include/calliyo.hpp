/*
 * calliyo for C++17: what stands in calliyo.h, with owners that free, texts that are values, columns that know their
 * type, and exceptions.
 *
 *     calliyo::Engine engine(R"({"timeZone":{"name":"Asia/Kolkata"}})");
 *     std::string answer = engine.call("decide", request);
 *
 *     calliyo::Columns columns;
 *     columns.set(calliyo::leads::status, status);          // std::vector<std::uint16_t>, borrowed
 *     columns.set(calliyo::leads::owner, owner, has_owner); // std::vector<std::uint32_t>, calliyo::Bitmap
 *     columns.set_output(calliyo::plan::agent, goes_to);   // std::vector<std::uint32_t>, written in place
 *     std::string line = engine.plan(calliyo::Job::assignment, columns, now);
 *
 * Header only. Link the library calliyo. It holds no rule: what operations, records, columns and codes mean stands in
 * calliyo.h and in the documentation of calliyo.
 *
 * Texts go in as std::string_view and come out as std::string, both UTF-8. Owners can be moved and not copied; one that
 * was moved from can be destroyed or assigned to, and anything else asked of it throws.
 *
 * Threads. Any number of threads may use one Engine at the same time, but for moving and destroying it. Columns are for
 * one thread at a time.
 */

#ifndef CALLIYO_HPP
#define CALLIYO_HPP

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "calliyo.h"

namespace calliyo {

/// A JSON text, read in place: enough for the library's answers where a program has no JSON library of its own.
///
/// It borrows the text. It never leaves it, whatever the text is, and does not say what is wrong with one that is no
/// JSON.
class Json {
public:
    class Elements;

    /// No value.
    constexpr Json() noexcept = default;

    /// The value that a text holds.
    explicit Json(std::string_view text) noexcept : Json(text, 0) {}

    /// Whether there is a value, and it is not `null`.
    explicit operator bool() const noexcept { return !raw_.empty() && raw_.front() != 'n'; }

    /// The value as it is written.
    std::string_view raw() const noexcept { return raw_; }

    /// The member of an object with this name; no value where there is none.
    Json operator[](std::string_view name) const;

    /// The elements of an array, to go through; none of anything else.
    Elements elements() const noexcept;

    /// A text without quotes and escapes; nothing where the value is no text.
    std::optional<std::string> text() const;

    /// A whole number; nothing where the value is none, or is too large.
    std::optional<std::int64_t> integer() const noexcept;

    /// Whether the value is `true`.
    bool is_true() const noexcept { return raw_ == "true"; }

private:
    Json(std::string_view text, std::size_t at) noexcept
    {
        const std::size_t start = skip_space(text, at);
        raw_ = text.substr(start, skip_value(text, start) - start);
    }

    std::size_t end_in(std::string_view text) const noexcept
    {
        return static_cast<std::size_t>(raw_.data() - text.data()) + raw_.size();
    }

    static bool is_space(char byte) noexcept { return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r'; }

    static std::size_t skip_space(std::string_view text, std::size_t at) noexcept
    {
        while (at < text.size() && is_space(text[at])) {
            ++at;
        }
        return at < text.size() ? at : text.size();
    }

    /// From an opening quote to what follows the closing one.
    static std::size_t skip_text(std::string_view text, std::size_t at) noexcept
    {
        for (++at; at < text.size() && text[at] != '"'; ++at) {
            if (text[at] == '\\') {
                ++at;
            }
        }
        return at < text.size() ? at + 1 : text.size();
    }

    /// From the first byte of a value to what follows it.
    static std::size_t skip_value(std::string_view text, std::size_t at) noexcept
    {
        std::size_t depth = 0;
        while (at < text.size()) {
            const char byte = text[at];
            if (byte == '"') {
                at = skip_text(text, at);
            } else if (byte == '{' || byte == '[') {
                ++depth;
                ++at;
            } else if (byte == '}' || byte == ']') {
                if (depth == 0) {
                    return at;
                }
                --depth;
                ++at;
            } else if (depth > 0) {
                ++at;
            } else {
                while (at < text.size() && !is_space(text[at]) && text[at] != ',' && text[at] != '}'
                       && text[at] != ']') {
                    ++at;
                }
            }
            if (depth == 0) {
                return at;
            }
        }
        return text.size();
    }

    /// Where it goes on after this separator; nothing where another one comes.
    static std::optional<std::size_t> after(char separator, std::string_view text, std::size_t at) noexcept
    {
        at = skip_space(text, at);
        if (at < text.size() && text[at] == separator) {
            return at + 1;
        }
        return std::nullopt;
    }

    static void append_utf8(std::string &text, std::uint32_t letter);
    static std::optional<std::uint32_t> hexadecimal(std::string_view digits) noexcept;

    std::string_view raw_;

    friend class Elements;
};

/// The elements of an array.
class Json::Elements {
public:
    /// Steps through them.
    class Iterator {
    public:
        using iterator_category = std::input_iterator_tag;
        using value_type = Json;
        using difference_type = std::ptrdiff_t;
        using pointer = const Json *;
        using reference = const Json &;

        Iterator() noexcept = default;

        reference operator*() const noexcept { return element_; }
        pointer operator->() const noexcept { return &element_; }

        Iterator &operator++() noexcept
        {
            step(after(',', array_, element_.end_in(array_)));
            return *this;
        }

        Iterator operator++(int) noexcept
        {
            Iterator before = *this;
            ++*this;
            return before;
        }

        friend bool operator==(const Iterator &left, const Iterator &right) noexcept
        {
            return left.element_.raw().data() == right.element_.raw().data();
        }

        friend bool operator!=(const Iterator &left, const Iterator &right) noexcept { return !(left == right); }

    private:
        explicit Iterator(std::string_view array) noexcept : array_(array)
        {
            step(after('[', array, 0));
        }

        void step(std::optional<std::size_t> at) noexcept
        {
            element_ = at ? Json(array_, *at) : Json();
            if (element_.raw().empty()) {
                element_ = Json();
            }
        }

        std::string_view array_;
        Json element_;

        friend class Elements;
    };

    Iterator begin() const noexcept { return Iterator(array_); }
    Iterator end() const noexcept { return Iterator(); }

private:
    explicit Elements(std::string_view array) noexcept : array_(array) {}

    std::string_view array_;

    friend class Json;
};

inline Json Json::operator[](std::string_view name) const
{
    for (auto at = after('{', raw_, 0); at;) {
        const Json own(raw_, *at);
        const auto value_at = after(':', raw_, own.end_in(raw_));
        if (!value_at) {
            break;
        }
        const Json value(raw_, *value_at);
        if (own.text() == name) {
            return value;
        }
        at = after(',', raw_, value.end_in(raw_));
    }
    return Json();
}

inline Json::Elements Json::elements() const noexcept
{
    return Elements(raw_);
}

inline std::optional<std::string> Json::text() const
{
    if (raw_.size() < 2 || raw_.front() != '"' || raw_.back() != '"') {
        return std::nullopt;
    }
    const std::string_view inner = raw_.substr(1, raw_.size() - 2);
    std::string text;
    for (std::size_t at = 0; at < inner.size(); ++at) {
        if (inner[at] != '\\') {
            text += inner[at];
            continue;
        }
        if (++at == inner.size()) {
            return std::nullopt;
        }
        switch (inner[at]) {
        case 'b': text += '\b'; break;
        case 'f': text += '\f'; break;
        case 'n': text += '\n'; break;
        case 'r': text += '\r'; break;
        case 't': text += '\t'; break;
        case 'u': {
            auto letter = hexadecimal(inner.substr(at + 1));
            at += 4;
            if (letter && *letter >= 0xD800 && *letter < 0xDC00 && inner.substr(at + 1, 2) == "\\u") {
                const auto low = hexadecimal(inner.substr(at + 3));
                at += 6;
                letter = low ? std::optional(0x10000 + ((*letter - 0xD800) << 10) + ((*low - 0xDC00) & 0x3FF)) : low;
            }
            if (!letter) {
                return std::nullopt;
            }
            append_utf8(text, *letter);
            break;
        }
        default: text += inner[at]; break;
        }
    }
    return text;
}

inline std::optional<std::int64_t> Json::integer() const noexcept
{
    const bool is_negative = !raw_.empty() && raw_.front() == '-';
    const std::string_view digits = raw_.substr(is_negative ? 1 : 0);
    std::int64_t number = 0;
    for (const char digit : digits) {
        const int value = digit - '0';
        if (value < 0 || value > 9 || number > (INT64_MAX - value) / 10) {
            return std::nullopt;
        }
        number = number * 10 + value;
    }
    return digits.empty() ? std::nullopt : std::optional(is_negative ? -number : number);
}

inline std::optional<std::uint32_t> Json::hexadecimal(std::string_view digits) noexcept
{
    std::uint32_t number = 0;
    if (digits.size() < 4) {
        return std::nullopt;
    }
    for (const char digit : digits.substr(0, 4)) {
        const std::size_t value = std::string_view("0123456789abcdefABCDEF").find(digit);
        if (value == std::string_view::npos) {
            return std::nullopt;
        }
        number = number * 16 + static_cast<std::uint32_t>(value < 16 ? value : value - 6);
    }
    return number;
}

inline void Json::append_utf8(std::string &text, std::uint32_t letter)
{
    const auto append = [&text](std::uint32_t byte) { text += static_cast<char>(byte); };
    const auto rest = [&](int shift) { append(0x80 | ((letter >> shift) & 0x3F)); };
    if (letter < 0x80) {
        append(letter);
    } else if (letter < 0x800) {
        append(0xC0 | letter >> 6);
        rest(0);
    } else if (letter < 0x10000) {
        append(0xE0 | letter >> 12);
        rest(6);
        rest(0);
    } else {
        append(0xF0 | letter >> 18);
        rest(12);
        rest(6);
        rest(0);
    }
}

/// One thing that is wrong, as data.
struct Fault {
    /// Stable, such as `status.needs_owner`.
    std::string code;
    /// The field at fault, such as `followUp.at`; empty for the whole.
    std::string path;
    /// The number of the rule.
    std::string rule;
    /// What the sentence is made from, a JSON object.
    std::string params;
    /// The English sentence.
    std::string message;
};

/// What the library did not do: the result code and, where something was refused, every fault.
class Error : public std::runtime_error {
public:
    /// `failure` is the failure document of the library, if there is one.
    explicit Error(CalliyoResult result, std::string_view failure = {})
        : Error(result, std::make_shared<const std::vector<Fault>>(read(failure)))
    {
    }

    /// CALLIYO_FAILED where something was refused.
    CalliyoResult result() const noexcept { return result_; }

    /// Every fault, in the order of the library; none where the call itself was wrong.
    const std::vector<Fault> &faults() const noexcept { return *faults_; }

    /// The first fault's code, path and rule; empty where there is none.
    std::string_view code() const noexcept { return first(&Fault::code); }
    std::string_view path() const noexcept { return first(&Fault::path); }
    std::string_view rule() const noexcept { return first(&Fault::rule); }

private:
    // Shared, so that copying an exception cannot throw.
    using Faults = std::shared_ptr<const std::vector<Fault>>;

    Error(CalliyoResult result, Faults faults)
        : std::runtime_error(sentence(result, *faults)), result_(result), faults_(std::move(faults))
    {
    }

    static std::vector<Fault> read(std::string_view failure)
    {
        std::vector<Fault> faults;
        for (const Json &error : Json(failure)["errors"].elements()) {
            const auto text = [&error](std::string_view name) { return error[name].text().value_or(std::string()); };
            faults.push_back(
                { text("code"), text("path"), text("rule"), std::string(error["params"].raw()), text("message") });
        }
        return faults;
    }

    static std::string sentence(CalliyoResult result, const std::vector<Fault> &faults)
    {
        std::string sentence;
        for (const Fault &fault : faults) {
            sentence += (sentence.empty() ? "" : "; ") + fault.code + " at `" + fault.path + "`: " + fault.message;
        }
        return sentence.empty() ? "the library returned " + std::to_string(result) : sentence;
    }

    std::string_view first(std::string Fault::*field) const noexcept
    {
        return faults_->empty() ? std::string_view() : std::string_view(faults_->front().*field);
    }

    CalliyoResult result_;
    Faults faults_;
};

namespace detail {

/// A text that the library hands out, and that goes back to it.
class Text {
public:
    Text() noexcept = default;
    Text(const Text &) = delete;
    Text &operator=(const Text &) = delete;
    ~Text() { calliyo_text_free(bytes_, length_); }

    char **bytes() noexcept { return &bytes_; }
    std::size_t *length() noexcept { return &length_; }
    std::string_view view() const noexcept { return { bytes_ == nullptr ? "" : bytes_, length_ }; }

    /// The text of a call that went well; of any other it is the failure document, which is thrown.
    std::string take(CalliyoResult result) const
    {
        check(result);
        return std::string(view());
    }

    void check(CalliyoResult result) const
    {
        if (result != CALLIYO_OK) {
            throw Error(result, view());
        }
    }

private:
    char *bytes_ = nullptr;
    std::size_t length_ = 0;
};

inline void check(CalliyoResult result)
{
    if (result != CALLIYO_OK) {
        throw Error(result);
    }
}

struct Free {
    void operator()(CalliyoEngine *engine) const noexcept { calliyo_engine_free(engine); }
    void operator()(CalliyoColumns *columns) const noexcept { calliyo_columns_free(columns); }
    void operator()(CalliyoReport *report) const noexcept { calliyo_report_free(report); }
};

inline std::string call(const CalliyoEngine *engine, std::string_view operation, std::string_view request)
{
    Text answer;
    return answer.take(calliyo_call(engine, operation.data(), operation.size(), request.data(), request.size(),
                                    answer.bytes(), answer.length()));
}

} // namespace detail

/// Whether the library is the one that the header describes; ask once, when the program starts.
inline bool library_fits() noexcept
{
    return calliyo_abi_version() == CALLIYO_ABI_VERSION;
}

/// The answer of an operation that needs no engine, such as `version` or `checkPolicy`.
inline std::string call(std::string_view operation, std::string_view request)
{
    return detail::call(nullptr, operation, request);
}

/// Elements that lie one after the other and belong to somebody else.
template <class T>
class Span {
public:
    constexpr Span() noexcept = default;
    constexpr Span(T *data, std::size_t size) noexcept : data_(data), size_(size) {}

    /// The elements of whatever has `data()` and `size()`, such as std::vector, std::array or std::span.
    template <class Container,
              class = std::enable_if_t<std::is_convertible_v<decltype(std::declval<Container &>().data()), T *>>>
    constexpr Span(Container &container) noexcept : data_(container.data()), size_(container.size())
    {
    }

    constexpr T *data() const noexcept { return data_; }
    constexpr std::size_t size() const noexcept { return size_; }

private:
    T *data_ = nullptr;
    std::size_t size_ = 0;
};

/// A bit per row, the least significant bit of each byte first: flags, or which rows have a value.
class Bitmap {
public:
    Bitmap() = default;

    /// So many rows, all of them the same.
    explicit Bitmap(std::size_t size, bool is_set = false) : bytes_((size + 7) / 8, is_set ? 0xFF : 0), size_(size) {}

    void push_back(bool is_set)
    {
        if (size_ % 8 == 0) {
            bytes_.push_back(0);
        }
        set(size_++, is_set);
    }

    /// Sets the bit of a row below size().
    void set(std::size_t row, bool is_set = true) noexcept
    {
        const unsigned bit = 1U << row % 8;
        const unsigned byte = bytes_[row / 8];
        bytes_[row / 8] = static_cast<std::uint8_t>(is_set ? byte | bit : byte & ~bit);
    }

    /// The bit of a row below size().
    bool operator[](std::size_t row) const noexcept { return (bytes_[row / 8] >> row % 8 & 1) != 0; }

    std::uint8_t *data() noexcept { return bytes_.data(); }
    const std::uint8_t *data() const noexcept { return bytes_.data(); }

    /// In rows.
    std::size_t size() const noexcept { return size_; }

private:
    std::vector<std::uint8_t> bytes_;
    std::size_t size_ = 0;
};

/// Values of which some are missing, as a column takes them.
template <class T>
class OptionalValues {
public:
    void push_back(std::optional<T> value)
    {
        values_.push_back(value.value_or(T()));
        validity_.push_back(value.has_value());
    }

    const std::vector<T> &values() const noexcept { return values_; }
    const Bitmap &validity() const noexcept { return validity_; }

private:
    std::vector<T> values_;
    Bitmap validity_;
};

/// A column of numbers, with the type of its elements.
template <class T>
struct Column {
    CalliyoColumn constant;
    using Values = Span<const T>;
    using Optional = OptionalValues<T>;
};

/// A column of flags.
struct FlagColumn {
    CalliyoColumn constant;
};

/// A column of lists.
struct ListColumn {
    CalliyoColumn constant;
};

/// What a plan writes, with the type of its elements.
template <class T>
struct Output {
    CalliyoOutput constant;
    using Values = Span<T>;
};

/// The columns of leads. Instants are UTC milliseconds; agents are their rows, or CALLIYO_UNKNOWN_AGENT.
namespace leads {
/// The status, as its index in the pipeline.
inline constexpr Column<std::uint16_t> status { CALLIYO_LEAD_STATUS };
/// When the lead was captured.
inline constexpr Column<std::int64_t> captured_at { CALLIYO_LEAD_CAPTURED_AT };
/// The owner; missing: unassigned.
inline constexpr Column<std::uint32_t> owner { CALLIYO_LEAD_OWNER };
/// Since when it has its status. Removal needs it.
inline constexpr Column<std::int64_t> status_since { CALLIYO_LEAD_STATUS_SINCE };
/// The last owner before the present one; missing: none.
inline constexpr Column<std::uint32_t> last_owner { CALLIYO_LEAD_LAST_OWNER };
/// Everybody who had the lead (rule A7).
inline constexpr ListColumn previous_owners { CALLIYO_LEAD_PREVIOUS_OWNERS };
/// The priority: larger comes first; missing is least.
inline constexpr Column<std::int64_t> priority { CALLIYO_LEAD_PRIORITY };
/// The branch, by the same numbers as the agents' branches; missing: none.
inline constexpr Column<std::uint32_t> branch { CALLIYO_LEAD_BRANCH };
/// The department, likewise.
inline constexpr Column<std::uint32_t> department { CALLIYO_LEAD_DEPARTMENT };
/// A call is in progress.
inline constexpr FlagColumn live_call { CALLIYO_LEAD_LIVE_CALL };
/// An open follow-up lies ahead of now.
inline constexpr FlagColumn follow_up_ahead { CALLIYO_LEAD_FOLLOW_UP_AHEAD };
/// The lead asked not to be called (rule C13).
inline constexpr FlagColumn do_not_call { CALLIYO_LEAD_DO_NOT_CALL };
/// Attempts made.
inline constexpr Column<std::uint32_t> attempts { CALLIYO_LEAD_ATTEMPTS };
/// When the last attempt was made; missing: never.
inline constexpr Column<std::int64_t> last_attempt { CALLIYO_LEAD_LAST_ATTEMPT };
/// The rank of the id among all ids, by bytes; without it the order of the rows.
inline constexpr Column<std::uint32_t> id_rank { CALLIYO_LEAD_ID_RANK };
/// The source. May be missing.
inline constexpr Column<std::uint32_t> source { CALLIYO_LEAD_SOURCE };
/// The campaign. May be missing.
inline constexpr Column<std::uint32_t> campaign { CALLIYO_LEAD_CAMPAIGN };
/// The tags.
inline constexpr ListColumn tags { CALLIYO_LEAD_TAGS };
/// An open follow-up.
inline constexpr FlagColumn open_follow_up { CALLIYO_LEAD_OPEN_FOLLOW_UP };
/// When the current conversion was made (rule V1); missing: there is none.
inline constexpr Column<std::int64_t> converted_at { CALLIYO_LEAD_CONVERTED_AT };
/// The agent credited with it. May be missing.
inline constexpr Column<std::uint32_t> credited { CALLIYO_LEAD_CREDITED };
/// The currency of its order; missing: there is no order.
inline constexpr Column<std::uint32_t> currency { CALLIYO_LEAD_CURRENCY };
/// The amount of its order, in minor units. May be missing.
inline constexpr Column<std::int64_t> amount_minor { CALLIYO_LEAD_AMOUNT_MINOR };
/// The tax of its order, in minor units. May be missing.
inline constexpr Column<std::int64_t> tax_minor { CALLIYO_LEAD_TAX_MINOR };
/// Its order was refunded.
inline constexpr FlagColumn refunded { CALLIYO_LEAD_REFUNDED };
} // namespace leads

/// The columns of agents.
namespace agents {
/// The most leads held at once; missing: no limit; 0: receives none.
inline constexpr Column<std::uint32_t> cap { CALLIYO_AGENT_CAP };
/// Leads held that count toward the cap.
inline constexpr Column<std::uint32_t> held { CALLIYO_AGENT_HELD };
/// Leads received from assignment so far; missing: the agent is new (rule A5b).
inline constexpr Column<std::uint64_t> counter { CALLIYO_AGENT_COUNTER };
/// Leads received on the run's local day so far (rule A7).
inline constexpr Column<std::uint32_t> received_today { CALLIYO_AGENT_RECEIVED_TODAY };
/// Active (0), away (1) or banned (2).
inline constexpr Column<CalliyoAgentState> state { CALLIYO_AGENT_STATE };
/// The agent's role receives leads; without it every role does.
inline constexpr FlagColumn receives { CALLIYO_AGENT_RECEIVES };
/// The branch.
inline constexpr Column<std::uint32_t> branch { CALLIYO_AGENT_BRANCH };
/// The department.
inline constexpr Column<std::uint32_t> department { CALLIYO_AGENT_DEPARTMENT };
} // namespace agents

/// The columns of calls.
namespace calls {
/// When the call started. Reports of calls need it.
inline constexpr Column<std::int64_t> started_at { CALLIYO_CALL_STARTED_AT };
/// A CalliyoCallStatus. Reports of calls need it.
inline constexpr Column<CalliyoCallStatus> status { CALLIYO_CALL_STATUS };
/// How long the parties were connected, in seconds. Reports of calls need it.
inline constexpr Column<std::uint32_t> duration_seconds { CALLIYO_CALL_DURATION_SECONDS };
/// The agent who made or took it. Reports of calls need it. May be missing.
inline constexpr Column<std::uint32_t> agent { CALLIYO_CALL_AGENT };
/// The lead it belongs to; missing: something else than a lead. The reach rate needs it.
inline constexpr Column<std::uint32_t> lead { CALLIYO_CALL_LEAD };
/// A CalliyoDirection. Unset: every call was outgoing.
inline constexpr Column<CalliyoDirection> direction { CALLIYO_CALL_DIRECTION };
/// What the lead answered. May be missing.
inline constexpr Column<std::uint32_t> response { CALLIYO_CALL_RESPONSE };
/// Which attempt on the lead it was, from 1. May be missing.
inline constexpr Column<std::uint32_t> attempt { CALLIYO_CALL_ATTEMPT };
/// The branch. May be missing.
inline constexpr Column<std::uint32_t> branch { CALLIYO_CALL_BRANCH };
/// The department. May be missing.
inline constexpr Column<std::uint32_t> department { CALLIYO_CALL_DEPARTMENT };
/// The tags.
inline constexpr ListColumn tags { CALLIYO_CALL_TAGS };
/// The campaign. May be missing.
inline constexpr Column<std::uint32_t> campaign { CALLIYO_CALL_CAMPAIGN };
/// The source. May be missing.
inline constexpr Column<std::uint32_t> source { CALLIYO_CALL_SOURCE };
/// The kind of what it belongs to. May be missing.
inline constexpr Column<std::uint32_t> parent_kind { CALLIYO_CALL_PARENT_KIND };
/// It was voided and counts nowhere (rule C12).
inline constexpr FlagColumn voided { CALLIYO_CALL_VOIDED };
} // namespace calls

/// The columns of follow-ups.
namespace follow_ups {
/// The instant it is set for. Reports of follow-ups need it.
inline constexpr Column<std::int64_t> at { CALLIYO_FOLLOW_UP_AT };
/// The owner. Reports of follow-ups need it. May be missing.
inline constexpr Column<std::uint32_t> owner { CALLIYO_FOLLOW_UP_OWNER };
/// A CalliyoFollowUpState. Reports of follow-ups need it.
inline constexpr Column<CalliyoFollowUpState> state { CALLIYO_FOLLOW_UP_STATE };
/// When it was resolved or expired. One that is closed without an instant counts nowhere. May be missing.
inline constexpr Column<std::int64_t> closed_at { CALLIYO_FOLLOW_UP_CLOSED_AT };
/// It is a note, which is never due (rule F8).
inline constexpr FlagColumn note { CALLIYO_FOLLOW_UP_NOTE };
} // namespace follow_ups

/// The columns of the history of leads, a row for each status that one entered.
namespace history {
/// The lead, ascending. Reports of the time in a status need all three.
inline constexpr Column<std::uint32_t> lead { CALLIYO_HISTORY_LEAD };
/// The status that it entered, as its index in the pipeline.
inline constexpr Column<std::uint16_t> status { CALLIYO_HISTORY_STATUS };
/// When, ascending for each lead.
inline constexpr Column<std::int64_t> entered_at { CALLIYO_HISTORY_ENTERED_AT };
} // namespace history

/// What a plan writes.
namespace plan {
/// Per lead: who receives it, or CALLIYO_NO_AGENT.
inline constexpr Output<std::uint32_t> agent { CALLIYO_PLAN_AGENT };
/// Per lead: why it stays, a CalliyoReason; 0: it moves.
inline constexpr Output<CalliyoReason> reason { CALLIYO_PLAN_REASON };
/// By reason: how many leads; as many reasons as there is room for.
inline constexpr Output<std::uint64_t> reason_counts { CALLIYO_PLAN_REASON_COUNTS };
/// Per agent: leads received.
inline constexpr Output<std::uint32_t> received { CALLIYO_PLAN_RECEIVED };
/// Per agent: the counter of leads received, after the run; missing: the agent is still new (rule A5b).
inline constexpr Output<std::uint64_t> counter { CALLIYO_PLAN_COUNTER };
/// Per agent: free places in the end, negative above the cap; missing: no limit.
inline constexpr Output<std::int64_t> room { CALLIYO_PLAN_ROOM };
/// Per agent: leads that are taken away.
inline constexpr Output<std::uint32_t> lost { CALLIYO_PLAN_LOST };
/// Per agent: free places that no lead is left for.
inline constexpr Output<std::uint32_t> places_left { CALLIYO_PLAN_PLACES_LEFT };
/// One element: 1, or 0 where the search for the best plan was given up.
inline constexpr Output<std::uint8_t> is_proven { CALLIYO_PLAN_IS_PROVEN };
} // namespace plan

/// Columns that belong to the program. Nothing is copied: what is set must stay where it is, and unchanged, while a job
/// runs or a report is made over it.
class Columns {
public:
    /// No column is set.
    Columns()
    {
        CalliyoColumns *columns = nullptr;
        detail::check(calliyo_columns_new(&columns));
        handle_.reset(columns);
    }

    /// Sets a column in which no value is missing.
    template <class T>
    void set(Column<T> column, typename Column<T>::Values values)
    {
        set_column(column.constant, values.data(), nullptr, values.size());
    }

    /// Sets a column of which the bitmap tells the rows that have a value.
    template <class T>
    void set(Column<T> column, typename Column<T>::Values values, const Bitmap &validity)
    {
        need_rows(validity, values.size());
        set_column(column.constant, values.data(), validity.data(), values.size());
    }

    /// The same from values and bitmap in one.
    template <class T>
    void set(Column<T> column, const typename Column<T>::Optional &values)
    {
        set(column, values.values(), values.validity());
    }

    /// Sets a column of flags.
    void set(FlagColumn column, const Bitmap &flags)
    {
        set_column(column.constant, flags.data(), nullptr, flags.size());
    }

    /// Sets a column of lists: that of row i is what stands in `values` from offsets[i] up to, not including,
    /// offsets[i + 1].
    void set(ListColumn column, Span<const std::uint32_t> offsets, Span<const std::uint32_t> values)
    {
        if (offsets.size() == 0) {
            throw std::invalid_argument("offsets have one element more than there are rows");
        }
        detail::check(calliyo_columns_set_list(handle_.get(), column.constant, offsets.data(), values.data(),
                                               offsets.size() - 1, values.size()));
    }

    /// A temporary would be gone before a job could read it.
    template <class T>
    void set(Column<T>, typename Column<T>::Values, const Bitmap &&) = delete;
    template <class T>
    void set(Column<T>, const typename Column<T>::Optional &&) = delete;
    void set(FlagColumn, const Bitmap &&) = delete;

    /// Forgets a column.
    template <class AnyColumn>
    void unset(AnyColumn column)
    {
        detail::check(calliyo_columns_unset(handle_.get(), column.constant));
    }

    /// Sets how many there are of what dense numbers name; reports need it of what they look at.
    void set_size(CalliyoSize size, std::uint32_t count)
    {
        detail::check(calliyo_columns_set_size(handle_.get(), size, count));
    }

    /// Sets where plans write an output.
    template <class T>
    void set_output(Output<T> output, typename Output<T>::Values values)
    {
        detail::check(
            calliyo_columns_set_output(handle_.get(), output.constant, values.data(), nullptr, values.size()));
    }

    /// The same where the bitmap is to tell which values are missing.
    template <class T>
    void set_output(Output<T> output, typename Output<T>::Values values, Bitmap &validity)
    {
        need_rows(validity, values.size());
        detail::check(calliyo_columns_set_output(handle_.get(), output.constant, values.data(), validity.data(),
                                                 values.size()));
    }

    /// Forgets an output.
    template <class T>
    void unset_output(Output<T> output)
    {
        detail::check(calliyo_columns_unset_output(handle_.get(), output.constant));
    }

    /// Forgets everything.
    void clear() { detail::check(calliyo_columns_clear(handle_.get())); }

    /// For functions of calliyo.h.
    CalliyoColumns *get() const noexcept { return handle_.get(); }

private:
    void set_column(CalliyoColumn column, const void *data, const std::uint8_t *validity, std::size_t length)
    {
        detail::check(calliyo_columns_set(handle_.get(), column, data, validity, length));
    }

    static void need_rows(const Bitmap &bitmap, std::size_t rows)
    {
        if (bitmap.size() != rows) {
            throw std::invalid_argument("a bitmap has as many rows as its column");
        }
    }

    std::unique_ptr<CalliyoColumns, detail::Free> handle_;
};

/// A job that runs over columns.
enum class Job : CalliyoJob {
    removal = CALLIYO_JOB_REMOVAL,
    assignment = CALLIYO_JOB_ASSIGNMENT,
    top_up = CALLIYO_JOB_TOP_UP,
};

/// A company's policy, checked once: answers every operation.
class Engine {
public:
    /// Throws Error with every fault of the policy, a JSON document.
    explicit Engine(std::string_view policy)
    {
        detail::Text failure;
        CalliyoEngine *engine = nullptr;
        failure.check(
            calliyo_engine_new(policy.data(), policy.size(), &engine, failure.bytes(), failure.length()));
        handle_.reset(engine);
    }

    /// The answer to a request, a JSON document each. A refused request has an answer too, which says so.
    std::string call(std::string_view operation, std::string_view request) const
    {
        // Without an engine the library would still answer.
        detail::check(handle_ == nullptr ? CALLIYO_NULL_POINTER : CALLIYO_OK);
        return detail::call(handle_.get(), operation, request);
    }

    /// Runs a job at an instant, in milliseconds since 1970-01-01 UTC: fills the outputs, and tells it in one line.
    ///
    /// Throws Error where a column is missing or wrong; nothing is written then.
    std::string plan(Job job, const Columns &columns, std::chrono::milliseconds now) const
    {
        detail::Text line;
        return line.take(calliyo_plan(handle_.get(), static_cast<CalliyoJob>(job), columns.get(), now.count(),
                                      line.bytes(), line.length()));
    }

    /// What the moves of a lead depend on, as a number for refusal() of the same engine; lead and context are the JSON
    /// documents of the operation `transitions`. Throws Error where one of them is refused.
    std::uint64_t facts(std::string_view lead, std::string_view context) const
    {
        detail::Text failure;
        std::uint64_t facts = 0;
        failure.check(calliyo_facts(handle_.get(), lead.data(), lead.size(), context.data(), context.size(), &facts,
                                    failure.bytes(), failure.length()));
        return facts;
    }

    /// Why a lead with these facts may not be moved to the status with this index in the pipeline, as the first code;
    /// nothing where it may. The text lives as long as the library.
    std::optional<std::string_view> refusal(std::uint64_t facts, std::uint16_t to) const
    {
        const char *code = nullptr;
        detail::check(calliyo_can_move(handle_.get(), facts, to, &code));
        return code == nullptr ? std::nullopt : std::optional<std::string_view>(code);
    }

    /// For functions of calliyo.h.
    const CalliyoEngine *get() const noexcept { return handle_.get(); }

private:
    std::unique_ptr<CalliyoEngine, detail::Free> handle_;
};

/// A report over columns, made once: it keeps its figures when the columns change.
class Report {
public:
    /// The kind is one of CALLIYO_REPORT_…, the query a JSON document as it says. Throws Error where the query or a
    /// column is at fault.
    Report(const Engine &engine, CalliyoReportKind kind, const Columns &columns, std::string_view query = {})
    {
        detail::Text failure;
        CalliyoReport *report = nullptr;
        failure.check(calliyo_report_new(engine.get(), kind, columns.get(), query.data(), query.size(), &report, &rows_,
                                         failure.bytes(), failure.length()));
        handle_.reset(report);
    }

    /// The number of rows.
    std::size_t rows() const noexcept { return rows_; }

    /// A figure of every row, one of CALLIYO_FIGURE_…; nothing where a row has no such value. A total is the last row.
    std::vector<std::optional<std::int64_t>> read(CalliyoFigure figure) const
    {
        std::vector<std::int64_t> values(rows_);
        Bitmap validity(rows_);
        detail::check(calliyo_report_read(handle_.get(), figure, values.data(), validity.data(), rows_));
        std::vector<std::optional<std::int64_t>> figures(rows_);
        for (std::size_t row = 0; row < rows_; ++row) {
            if (validity[row]) {
                figures[row] = values[row];
            }
        }
        return figures;
    }

    /// For functions of calliyo.h.
    const CalliyoReport *get() const noexcept { return handle_.get(); }

private:
    std::unique_ptr<CalliyoReport, detail::Free> handle_;
    std::size_t rows_ = 0;
};

} // namespace calliyo

#endif
