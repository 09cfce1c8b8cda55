package calliyo

/*
#include <stdlib.h>
#include <calliyo.h>
*/
import "C"

import (
	"errors"
	"unsafe"
)

// Element is what a column may consist of.
type Element interface {
	uint8 | uint16 | uint32 | uint64 | int64
}

// Column names a column of elements T. Agents, statuses, branches and departments are small numbers: an agent is its
// row among the agents, a status its index in the pipeline. Instants are milliseconds in UTC.
type Column[T Element] uint32

// FlagColumn names a column of bits.
type FlagColumn uint32

// ListColumn names a column of lists of numbers.
type ListColumn uint32

// Output names what a plan writes, elements T.
type Output[T Element] uint32

// The columns of leads.
const (
	// The status, as its index in the pipeline. Every job needs it.
	LeadStatus Column[uint16] = C.CALLIYO_LEAD_STATUS
	// When the lead was captured. Every job needs it.
	LeadCapturedAt Column[int64] = C.CALLIYO_LEAD_CAPTURED_AT
	// The owner; no value: unassigned. Every job needs it.
	LeadOwner Column[uint32] = C.CALLIYO_LEAD_OWNER
	// Since when the lead has its status. Removal needs it.
	LeadStatusSince Column[int64] = C.CALLIYO_LEAD_STATUS_SINCE
	// The last owner before the present one.
	LeadLastOwner Column[uint32] = C.CALLIYO_LEAD_LAST_OWNER
	// The agents who had the lead at any time.
	LeadPreviousOwners ListColumn = C.CALLIYO_LEAD_PREVIOUS_OWNERS
	// Larger comes first; no value is least.
	LeadPriority Column[int64] = C.CALLIYO_LEAD_PRIORITY
	// The branch, numbered as the agents' branches are.
	LeadBranch Column[uint32] = C.CALLIYO_LEAD_BRANCH
	// The department, numbered as the agents' departments are.
	LeadDepartment Column[uint32] = C.CALLIYO_LEAD_DEPARTMENT
	// A call is in progress.
	LeadLiveCall FlagColumn = C.CALLIYO_LEAD_LIVE_CALL
	// An open follow-up lies ahead of the run's instant.
	LeadFollowUpAhead FlagColumn = C.CALLIYO_LEAD_FOLLOW_UP_AHEAD
	// The lead asked not to be called.
	LeadDoNotCall FlagColumn = C.CALLIYO_LEAD_DO_NOT_CALL
	// Attempts made.
	LeadAttempts Column[uint32] = C.CALLIYO_LEAD_ATTEMPTS
	// When the last attempt was made; no value: never.
	LeadLastAttempt Column[int64] = C.CALLIYO_LEAD_LAST_ATTEMPT
	// The rank of the lead's id among all ids, by bytes; otherwise the row is the rank.
	LeadIDRank Column[uint32] = C.CALLIYO_LEAD_ID_RANK
)

// The columns of agents.
const (
	// The most leads held at once; no value: no limit. Every job needs it.
	AgentCap Column[uint32] = C.CALLIYO_AGENT_CAP
	// Leads held that count toward the cap. Every job needs it.
	AgentHeld Column[uint32] = C.CALLIYO_AGENT_HELD
	// Leads received from assignment so far; missing: the agent is new. Every job needs it.
	AgentCounter Column[uint64] = C.CALLIYO_AGENT_COUNTER
	// Leads received on the local day so far.
	AgentReceivedToday Column[uint32] = C.CALLIYO_AGENT_RECEIVED_TODAY
	// The state. Every job needs it.
	AgentState Column[uint8] = C.CALLIYO_AGENT_STATE
	// The agent's role receives leads; otherwise every role does.
	AgentReceives FlagColumn = C.CALLIYO_AGENT_RECEIVES
	// The branch, numbered as the leads' branches are.
	AgentBranch Column[uint32] = C.CALLIYO_AGENT_BRANCH
	// The department, numbered as the leads' departments are.
	AgentDepartment Column[uint32] = C.CALLIYO_AGENT_DEPARTMENT
)

// The elements of AgentState.
const (
	Active uint8 = C.CALLIYO_AGENT_STATE_ACTIVE
	Away   uint8 = C.CALLIYO_AGENT_STATE_AWAY
	Banned uint8 = C.CALLIYO_AGENT_STATE_BANNED
)

// What a plan writes.
const (
	// Per lead the agent that it goes to. Assignment and top-up.
	PlanAgent Output[uint32] = C.CALLIYO_PLAN_AGENT
	// Per lead what becomes of it.
	PlanReason Output[uint8] = C.CALLIYO_PLAN_REASON
	// Per reason the number of leads, for as many reasons as there are rows.
	PlanReasonCounts Output[uint64] = C.CALLIYO_PLAN_REASON_COUNTS
	// Per agent the leads received. Assignment and top-up.
	PlanReceived Output[uint32] = C.CALLIYO_PLAN_RECEIVED
	// Per agent the counter after the run. Assignment.
	PlanCounter Output[uint64] = C.CALLIYO_PLAN_COUNTER
	// Per agent the places left, negative above the cap, and the largest number without one. Assignment.
	PlanRoom Output[int64] = C.CALLIYO_PLAN_ROOM
	// Per agent the leads taken away. Removal.
	PlanLost Output[uint32] = C.CALLIYO_PLAN_LOST
	// Per agent the places that no lead was left for. Top-up.
	PlanPlacesLeft Output[uint32] = C.CALLIYO_PLAN_PLACES_LEFT
	// In one row 1, or 0 where the search for the best plan was given up. Assignment.
	PlanIsProven Output[uint8] = C.CALLIYO_PLAN_IS_PROVEN
)

// The elements of PlanReason: what becomes of a lead. Later versions may add some.
const (
	// The plan moves the lead.
	ReasonMoved uint8 = C.CALLIYO_REASON_MOVED
	// Not eligible: the status is not in the list.
	ReasonStatusNotListed uint8 = C.CALLIYO_REASON_STATUS_NOT_LISTED
	// Not eligible: a customer.
	ReasonIsCustomer uint8 = C.CALLIYO_REASON_IS_CUSTOMER
	// Not eligible: a call is in progress.
	ReasonLiveCall uint8 = C.CALLIYO_REASON_LIVE_CALL
	// Not eligible: an open follow-up lies ahead.
	ReasonFollowUpAhead uint8 = C.CALLIYO_REASON_FOLLOW_UP_AHEAD
	// Not eligible: the owner is banned and keeps the lead.
	ReasonOwnerBanned uint8 = C.CALLIYO_REASON_OWNER_BANNED
	// Not eligible: the owner is not among the agents supplied.
	ReasonOwnerUnknown uint8 = C.CALLIYO_REASON_OWNER_UNKNOWN
	// Not eligible: the lead asked not to be called.
	ReasonDoNotCall uint8 = C.CALLIYO_REASON_DO_NOT_CALL
	// Not eligible for removal: there is no owner to take it from.
	ReasonNotOwned uint8 = C.CALLIYO_REASON_NOT_OWNED
	// Not eligible for removal: on its status since after the cut-off.
	ReasonTooRecent uint8 = C.CALLIYO_REASON_TOO_RECENT
	// Eligible, not placed: no receiving agent is in its scope.
	ReasonNoAgentMatches uint8 = C.CALLIYO_REASON_NO_AGENT_MATCHES
	// Eligible, not placed: only its barred agent has room.
	ReasonOnlyBarredAgent uint8 = C.CALLIYO_REASON_ONLY_BARRED_AGENT
	// Eligible, not placed: intake limits are reached.
	ReasonLimitReached uint8 = C.CALLIYO_REASON_LIMIT_REACHED
	// Eligible, not placed: the agents in its scope are at their cap.
	ReasonAgentsAtCap uint8 = C.CALLIYO_REASON_AGENTS_AT_CAP
	// Not eligible: as many attempts were made as the policy allows.
	ReasonExhausted uint8 = C.CALLIYO_REASON_EXHAUSTED
	// Not eligible: the last attempt is too recent.
	ReasonResting uint8 = C.CALLIYO_REASON_RESTING
)

// NoAgent stands in PlanAgent for a lead that stays where it is.
const NoAgent uint32 = C.CALLIYO_NO_AGENT

// UnknownAgent is the owner of a lead whose agent has no row.
const UnknownAgent uint32 = C.CALLIYO_UNKNOWN_AGENT

// Bitmap has a bit per row, the least significant of a byte first, as in Arrow.
type Bitmap []byte

// Set sets the bit of a row.
func (bits Bitmap) Set(row int) { bits[row/8] |= 1 << (row % 8) }

// IsSet says whether the bit of a row is set.
func (bits Bitmap) IsSet(row int) bool { return bits[row/8]>>(row%8)&1 == 1 }

// Columns are leads and agents, a slice per field, and the outputs of a plan. One goroutine uses them at a time.
//
// The library works on the memory of the host, and nothing is copied. It remembers where columns are, which cgo does not
// allow for memory of Go. So Add and its kin hand out memory of C, as slices full of zeros to be filled in place. They
// hold until Close, which all columns need: a finalizer could not know whether a slice is still in use.
type Columns struct {
	handle *C.CalliyoColumns
	memory []unsafe.Pointer
}

// NewColumns returns columns without any.
func NewColumns() (*Columns, error) {
	columns := &Columns{}
	return columns, check(C.calliyo_columns_new(&columns.handle), nil)
}

// Close frees the columns, and the memory of every slice that they handed out.
func (columns *Columns) Close() error {
	C.calliyo_columns_free(columns.handle)
	columns.handle = nil
	for _, memory := range columns.memory {
		C.free(memory)
	}
	columns.memory = nil
	return nil
}

// Add adds a column with a value in every row.
func Add[T Element](columns *Columns, column Column[T], rows int) ([]T, error) {
	data, err := columns.allocate(rows, unsafe.Sizeof(T(0)))
	if err != nil {
		return nil, err
	}
	result := C.calliyo_columns_set(columns.handle, C.CalliyoColumn(column), data, nil, C.size_t(rows))
	return unsafe.Slice((*T)(data), rows), check(result, nil)
}

// AddOptional adds a column whose rows have a value where the bitmap is set.
func AddOptional[T Element](columns *Columns, column Column[T], rows int) ([]T, Bitmap, error) {
	data, err := columns.allocate(rows, unsafe.Sizeof(T(0)))
	if err != nil {
		return nil, nil, err
	}
	validity, err := columns.allocate(bitmapLength(rows), 1)
	if err != nil {
		return nil, nil, err
	}
	result := C.calliyo_columns_set(
		columns.handle, C.CalliyoColumn(column), data, (*C.uint8_t)(validity), C.size_t(rows))
	return unsafe.Slice((*T)(data), rows), bitmap(validity, rows), check(result, nil)
}

// AddFlags adds a column of bits.
func AddFlags(columns *Columns, column FlagColumn, rows int) (Bitmap, error) {
	bits, err := columns.allocate(bitmapLength(rows), 1)
	if err != nil {
		return nil, err
	}
	result := C.calliyo_columns_set(columns.handle, C.CalliyoColumn(column), bits, nil, C.size_t(rows))
	return bitmap(bits, rows), check(result, nil)
}

// AddLists adds a column of lists with so many values in all: the list of a row is values[offsets[row]:offsets[row+1]].
func AddLists(columns *Columns, column ListColumn, rows, count int) (offsets, values []uint32, err error) {
	starts, err := columns.allocate(rows+1, 4)
	if err != nil {
		return nil, nil, err
	}
	data, err := columns.allocate(count, 4)
	if err != nil {
		return nil, nil, err
	}
	result := C.calliyo_columns_set_list(columns.handle, C.CalliyoColumn(column),
		(*C.uint32_t)(starts), (*C.uint32_t)(data), C.size_t(rows), C.size_t(count))
	return unsafe.Slice((*uint32)(starts), rows+1), unsafe.Slice((*uint32)(data), count), check(result, nil)
}

// AddOutput adds what a plan shall write.
func AddOutput[T Element](columns *Columns, output Output[T], rows int) ([]T, error) {
	data, err := columns.allocate(rows, unsafe.Sizeof(T(0)))
	if err != nil {
		return nil, err
	}
	result := C.calliyo_columns_set_output(columns.handle, C.CalliyoOutput(output), data, nil, C.size_t(rows))
	return unsafe.Slice((*T)(data), rows), check(result, nil)
}

// allocate returns memory full of zeros that lives as long as the columns.
func (columns *Columns) allocate(length int, size uintptr) (unsafe.Pointer, error) {
	if columns.handle == nil {
		return nil, ErrClosed
	}
	// One more than asked for: where there is nothing to hold, memory would look like none that is left.
	memory := C.calloc(C.size_t(length)+1, C.size_t(size))
	if memory == nil {
		return nil, errors.New("calliyo: out of memory")
	}
	columns.memory = append(columns.memory, memory)
	return memory, nil
}

func bitmapLength(rows int) int { return (rows + 7) / 8 }

func bitmap(bits unsafe.Pointer, rows int) Bitmap {
	return unsafe.Slice((*byte)(bits), bitmapLength(rows))
}
