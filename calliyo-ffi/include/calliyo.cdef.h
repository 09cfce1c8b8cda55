/*
 * calliyo.h for readers without a preprocessor, such as cffi and the FFI of PHP.
 *
 * Generated from calliyo.h by `cargo xtask headers`; do not edit.
 */

enum {
  ARROW_FLAG_DICTIONARY_ORDERED = 1,
  ARROW_FLAG_NULLABLE = 2,
  ARROW_FLAG_MAP_KEYS_SORTED = 4,
  CALLIYO_ABI_VERSION = 1,
  CALLIYO_NO_AGENT = 4294967295u,
  CALLIYO_UNKNOWN_AGENT = 4294967295u,
  CALLIYO_OK = 0,
  CALLIYO_NULL_POINTER = 1,
  CALLIYO_INVALID_UTF8 = 2,
  CALLIYO_INVALID_LENGTH = 3,
  CALLIYO_FAILED = 4,
  CALLIYO_PANIC = 5,
  CALLIYO_MISALIGNED = 6,
  CALLIYO_OVERLAP = 7,
  CALLIYO_UNKNOWN_CONSTANT = 8,
  CALLIYO_UNEXPECTED_VALIDITY = 9,
  CALLIYO_LEAD_STATUS = 100,
  CALLIYO_LEAD_CAPTURED_AT = 101,
  CALLIYO_LEAD_OWNER = 102,
  CALLIYO_LEAD_STATUS_SINCE = 103,
  CALLIYO_LEAD_LAST_OWNER = 104,
  CALLIYO_LEAD_PREVIOUS_OWNERS = 105,
  CALLIYO_LEAD_PRIORITY = 106,
  CALLIYO_LEAD_BRANCH = 107,
  CALLIYO_LEAD_DEPARTMENT = 108,
  CALLIYO_LEAD_LIVE_CALL = 109,
  CALLIYO_LEAD_FOLLOW_UP_AHEAD = 110,
  CALLIYO_LEAD_DO_NOT_CALL = 111,
  CALLIYO_LEAD_ATTEMPTS = 112,
  CALLIYO_LEAD_LAST_ATTEMPT = 113,
  CALLIYO_LEAD_ID_RANK = 114,
  CALLIYO_LEAD_SOURCE = 115,
  CALLIYO_LEAD_CAMPAIGN = 116,
  CALLIYO_LEAD_TAGS = 117,
  CALLIYO_LEAD_OPEN_FOLLOW_UP = 118,
  CALLIYO_LEAD_CONVERTED_AT = 119,
  CALLIYO_LEAD_CREDITED = 120,
  CALLIYO_LEAD_CURRENCY = 121,
  CALLIYO_LEAD_AMOUNT_MINOR = 122,
  CALLIYO_LEAD_TAX_MINOR = 123,
  CALLIYO_LEAD_REFUNDED = 124,
  CALLIYO_AGENT_CAP = 200,
  CALLIYO_AGENT_HELD = 201,
  CALLIYO_AGENT_COUNTER = 202,
  CALLIYO_AGENT_RECEIVED_TODAY = 203,
  CALLIYO_AGENT_STATE = 204,
  CALLIYO_AGENT_RECEIVES = 205,
  CALLIYO_AGENT_BRANCH = 206,
  CALLIYO_AGENT_DEPARTMENT = 207,
  CALLIYO_CALL_STARTED_AT = 300,
  CALLIYO_CALL_STATUS = 301,
  CALLIYO_CALL_DURATION_SECONDS = 302,
  CALLIYO_CALL_AGENT = 303,
  CALLIYO_CALL_LEAD = 304,
  CALLIYO_CALL_DIRECTION = 305,
  CALLIYO_CALL_RESPONSE = 306,
  CALLIYO_CALL_ATTEMPT = 307,
  CALLIYO_CALL_BRANCH = 308,
  CALLIYO_CALL_DEPARTMENT = 309,
  CALLIYO_CALL_TAGS = 310,
  CALLIYO_CALL_CAMPAIGN = 311,
  CALLIYO_CALL_SOURCE = 312,
  CALLIYO_CALL_PARENT_KIND = 313,
  CALLIYO_CALL_VOIDED = 314,
  CALLIYO_FOLLOW_UP_AT = 400,
  CALLIYO_FOLLOW_UP_OWNER = 401,
  CALLIYO_FOLLOW_UP_STATE = 402,
  CALLIYO_FOLLOW_UP_CLOSED_AT = 403,
  CALLIYO_FOLLOW_UP_NOTE = 404,
  CALLIYO_HISTORY_LEAD = 500,
  CALLIYO_HISTORY_STATUS = 501,
  CALLIYO_HISTORY_ENTERED_AT = 502,
  CALLIYO_PLAN_AGENT = 1000,
  CALLIYO_PLAN_REASON = 1001,
  CALLIYO_PLAN_REASON_COUNTS = 1002,
  CALLIYO_PLAN_RECEIVED = 1003,
  CALLIYO_PLAN_COUNTER = 1004,
  CALLIYO_PLAN_ROOM = 1005,
  CALLIYO_PLAN_LOST = 1006,
  CALLIYO_PLAN_PLACES_LEFT = 1007,
  CALLIYO_PLAN_IS_PROVEN = 1008,
  CALLIYO_TABLE_LEADS = 1,
  CALLIYO_TABLE_AGENTS = 2,
  CALLIYO_TABLE_CALLS = 3,
  CALLIYO_TABLE_FOLLOW_UPS = 4,
  CALLIYO_TABLE_HISTORY = 5,
  CALLIYO_SIZE_AGENTS = 1,
  CALLIYO_SIZE_LEADS = 2,
  CALLIYO_SIZE_RESPONSES = 3,
  CALLIYO_SIZE_BRANCHES = 4,
  CALLIYO_SIZE_DEPARTMENTS = 5,
  CALLIYO_SIZE_TAGS = 6,
  CALLIYO_SIZE_CAMPAIGNS = 7,
  CALLIYO_SIZE_SOURCES = 8,
  CALLIYO_SIZE_PARENT_KINDS = 9,
  CALLIYO_SIZE_CURRENCIES = 10,
  CALLIYO_JOB_REMOVAL = 1,
  CALLIYO_JOB_ASSIGNMENT = 2,
  CALLIYO_JOB_TOP_UP = 3,
  CALLIYO_REASON_MOVED = 0,
  CALLIYO_REASON_STATUS_NOT_LISTED = 1,
  CALLIYO_REASON_IS_CUSTOMER = 2,
  CALLIYO_REASON_LIVE_CALL = 3,
  CALLIYO_REASON_FOLLOW_UP_AHEAD = 4,
  CALLIYO_REASON_OWNER_BANNED = 5,
  CALLIYO_REASON_OWNER_UNKNOWN = 6,
  CALLIYO_REASON_DO_NOT_CALL = 7,
  CALLIYO_REASON_NOT_OWNED = 8,
  CALLIYO_REASON_TOO_RECENT = 9,
  CALLIYO_REASON_NO_AGENT_MATCHES = 10,
  CALLIYO_REASON_ONLY_BARRED_AGENT = 11,
  CALLIYO_REASON_LIMIT_REACHED = 12,
  CALLIYO_REASON_AGENTS_AT_CAP = 13,
  CALLIYO_REASON_EXHAUSTED = 14,
  CALLIYO_REASON_RESTING = 15,
  CALLIYO_AGENT_STATE_ACTIVE = 0,
  CALLIYO_AGENT_STATE_AWAY = 1,
  CALLIYO_AGENT_STATE_BANNED = 2,
  CALLIYO_CALL_STATUS_CALLED = 0,
  CALLIYO_CALL_STATUS_BUSY = 1,
  CALLIYO_CALL_STATUS_NO_ANSWER = 2,
  CALLIYO_CALL_STATUS_MISSED = 3,
  CALLIYO_CALL_STATUS_IN_PROGRESS = 4,
  CALLIYO_CALL_STATUS_FOLLOW_UP = 5,
  CALLIYO_CALL_STATUS_RESCHEDULED = 6,
  CALLIYO_DIRECTION_INCOMING = 0,
  CALLIYO_DIRECTION_OUTGOING = 1,
  CALLIYO_DIRECTION_MISSED = 2,
  CALLIYO_FOLLOW_UP_STATE_OPEN = 0,
  CALLIYO_FOLLOW_UP_STATE_RESOLVED = 1,
  CALLIYO_FOLLOW_UP_STATE_EXPIRED = 2,
  CALLIYO_REPORT_CALLS = 1,
  CALLIYO_REPORT_CONVERSION = 2,
  CALLIYO_REPORT_CONVERSIONS = 3,
  CALLIYO_REPORT_REVENUE = 4,
  CALLIYO_REPORT_TIME_TO_CONVERT = 5,
  CALLIYO_REPORT_FUNNEL = 6,
  CALLIYO_REPORT_QUEUES = 7,
  CALLIYO_REPORT_STALLED = 8,
  CALLIYO_REPORT_FOLLOW_UPS = 9,
  CALLIYO_REPORT_LEADS_IN_STATUS = 10,
  CALLIYO_REPORT_TIME_IN_STATUS = 11,
  CALLIYO_REPORT_COVERAGE = 12,
  CALLIYO_REPORT_EVENNESS = 13,
  CALLIYO_FIGURE_FIRST_GROUP = 2000,
  CALLIYO_FIGURE_SECOND_GROUP = 2001,
  CALLIYO_FIGURE_AGENT = 2002,
  CALLIYO_FIGURE_LEAD = 2003,
  CALLIYO_FIGURE_STATUS = 2004,
  CALLIYO_FIGURE_CURRENCY = 2005,
  CALLIYO_FIGURE_DATE = 2006,
  CALLIYO_FIGURE_CALLS = 2010,
  CALLIYO_FIGURE_ATTEMPTS = 2011,
  CALLIYO_FIGURE_CONNECTED = 2012,
  CALLIYO_FIGURE_MISSED = 2013,
  CALLIYO_FIGURE_TALK_SECONDS = 2014,
  CALLIYO_FIGURE_CONNECT_RATE = 2015,
  CALLIYO_FIGURE_MEAN_TALK_SECONDS = 2016,
  CALLIYO_FIGURE_REACH_RATE = 2017,
  CALLIYO_FIGURE_LEADS_REACHED = 2018,
  CALLIYO_FIGURE_LEADS_ATTEMPTED = 2019,
  CALLIYO_FIGURE_MISSED_RATE = 2020,
  CALLIYO_FIGURE_INCOMING_MISSED = 2021,
  CALLIYO_FIGURE_INCOMING = 2022,
  CALLIYO_FIGURE_LEADS = 2030,
  CALLIYO_FIGURE_CUSTOMERS = 2031,
  CALLIYO_FIGURE_CONVERSION_RATE = 2032,
  CALLIYO_FIGURE_CONVERSIONS = 2033,
  CALLIYO_FIGURE_ORDERS = 2034,
  CALLIYO_FIGURE_AMOUNT_MINOR = 2035,
  CALLIYO_FIGURE_TAX_MINOR = 2036,
  CALLIYO_FIGURE_MEAN_MILLIS = 2040,
  CALLIYO_FIGURE_MEDIAN_MILLIS = 2041,
  CALLIYO_FIGURE_P90_MILLIS = 2042,
  CALLIYO_FIGURE_VISITS = 2043,
  CALLIYO_FIGURE_MILLIS = 2044,
  CALLIYO_FIGURE_QUEUE = 2050,
  CALLIYO_FIGURE_HELD = 2051,
  CALLIYO_FIGURE_CAP = 2052,
  CALLIYO_FIGURE_FILLED_RATE = 2053,
  CALLIYO_FIGURE_DUE_TODAY = 2060,
  CALLIYO_FIGURE_OVERDUE = 2061,
  CALLIYO_FIGURE_UPCOMING = 2062,
  CALLIYO_FIGURE_RESOLVED_ON_TIME = 2063,
  CALLIYO_FIGURE_RESOLVED_LATE = 2064,
  CALLIYO_FIGURE_EXPIRED = 2065,
  CALLIYO_FIGURE_TARGET = 2070,
  CALLIYO_FIGURE_PROGRESS_RATE = 2071,
  CALLIYO_FIGURE_RECEIVED = 2080,
  CALLIYO_FIGURE_LARGEST = 2081,
  CALLIYO_FIGURE_SMALLEST = 2082,
  CALLIYO_FIGURE_SPREAD = 2083,
  CALLIYO_FIGURE_NOT_PLACED = 2084,
  CALLIYO_WEEKDAY_MONDAY = 0,
  CALLIYO_WEEKDAY_TUESDAY = 1,
  CALLIYO_WEEKDAY_WEDNESDAY = 2,
  CALLIYO_WEEKDAY_THURSDAY = 3,
  CALLIYO_WEEKDAY_FRIDAY = 4,
  CALLIYO_WEEKDAY_SATURDAY = 5,
  CALLIYO_WEEKDAY_SUNDAY = 6,
};

struct ArrowSchema {
    const char *format;
    const char *name;
    const char *metadata;
    int64_t flags;
    int64_t n_children;
    struct ArrowSchema **children;
    struct ArrowSchema *dictionary;
    void (*release)(struct ArrowSchema *);
    void *private_data;
};

struct ArrowArray {
    int64_t length;
    int64_t null_count;
    int64_t offset;
    int64_t n_buffers;
    int64_t n_children;
    const void **buffers;
    struct ArrowArray **children;
    struct ArrowArray *dictionary;
    void (*release)(struct ArrowArray *);
    void *private_data;
};

typedef struct CalliyoColumns CalliyoColumns;

typedef struct CalliyoEngine CalliyoEngine;

typedef struct CalliyoReport CalliyoReport;

typedef int32_t CalliyoResult;

typedef uint32_t CalliyoTable;

typedef uint32_t CalliyoColumn;

typedef uint32_t CalliyoSize;

typedef uint32_t CalliyoOutput;

typedef uint32_t CalliyoJob;

typedef uint32_t CalliyoReportKind;

typedef uint32_t CalliyoFigure;

typedef uint8_t CalliyoReason;

typedef uint8_t CalliyoAgentState;

typedef uint8_t CalliyoCallStatus;

typedef uint8_t CalliyoDirection;

typedef uint8_t CalliyoFollowUpState;

typedef uint8_t CalliyoWeekday;

uint32_t calliyo_abi_version(void);

CalliyoResult calliyo_engine_new(const char *policy,
                                 size_t policy_length,
                                 CalliyoEngine **engine,
                                 char **failure,
                                 size_t *failure_length);

void calliyo_engine_free(CalliyoEngine *engine);

CalliyoResult calliyo_call(const CalliyoEngine *engine,
                           const char *operation,
                           size_t operation_length,
                           const char *request,
                           size_t request_length,
                           char **answer,
                           size_t *answer_length);

void calliyo_text_free(char *text, size_t length);

CalliyoResult calliyo_columns_import(CalliyoColumns *columns,
                                     CalliyoTable table,
                                     struct ArrowSchema *schema,
                                     struct ArrowArray *array,
                                     char **failure,
                                     size_t *failure_length);

CalliyoResult calliyo_report_export(const CalliyoReport *report,
                                    struct ArrowSchema *schema,
                                    struct ArrowArray *array);

CalliyoResult calliyo_columns_new(CalliyoColumns **columns);

void calliyo_columns_free(CalliyoColumns *columns);

CalliyoResult calliyo_columns_clear(CalliyoColumns *columns);

CalliyoResult calliyo_columns_set(CalliyoColumns *columns,
                                  CalliyoColumn column,
                                  const void *data,
                                  const uint8_t *validity,
                                  size_t length);

CalliyoResult calliyo_columns_set_list(CalliyoColumns *columns,
                                       CalliyoColumn column,
                                       const uint32_t *offsets,
                                       const uint32_t *values,
                                       size_t length,
                                       size_t values_length);

CalliyoResult calliyo_columns_unset(CalliyoColumns *columns,
                                    CalliyoColumn column);

CalliyoResult calliyo_columns_set_size(CalliyoColumns *columns,
                                       CalliyoSize size,
                                       uint32_t count);

CalliyoResult calliyo_columns_set_output(CalliyoColumns *columns,
                                         CalliyoOutput output,
                                         void *data,
                                         uint8_t *validity,
                                         size_t length);

CalliyoResult calliyo_columns_unset_output(CalliyoColumns *columns,
                                           CalliyoOutput output);

CalliyoResult calliyo_facts(const CalliyoEngine *engine,
                            const char *lead,
                            size_t lead_length,
                            const char *context,
                            size_t context_length,
                            uint64_t *facts,
                            char **failure,
                            size_t *failure_length);

CalliyoResult calliyo_can_move(const CalliyoEngine *engine,
                               uint64_t facts,
                               uint16_t to,
                               const char **code);

CalliyoResult calliyo_plan(const CalliyoEngine *engine,
                           CalliyoJob job,
                           const CalliyoColumns *columns,
                           int64_t now_millis,
                           char **text,
                           size_t *text_length);

CalliyoResult calliyo_report_new(const CalliyoEngine *engine,
                                 CalliyoReportKind kind,
                                 const CalliyoColumns *columns,
                                 const char *query,
                                 size_t query_length,
                                 CalliyoReport **report,
                                 size_t *rows,
                                 char **failure,
                                 size_t *failure_length);

CalliyoResult calliyo_report_read(const CalliyoReport *report,
                                  CalliyoFigure figure,
                                  int64_t *values,
                                  uint8_t *validity,
                                  size_t length);

void calliyo_report_free(CalliyoReport *report);
