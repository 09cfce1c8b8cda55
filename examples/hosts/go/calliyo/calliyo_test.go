package calliyo

import (
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"
)

// company is an engine and columns that are closed when the test ends.
func company(t *testing.T, policy string) (*Engine, *Columns) {
	t.Helper()
	engine, err := Open([]byte(policy))
	if err != nil {
		t.Fatal(err)
	}
	columns, err := NewColumns()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		engine.Close()
		columns.Close()
	})
	return engine, columns
}

// must is a value that nothing can have stood in the way of.
func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

// addTeam adds two agents, the first with one place and the second without a cap.
func addTeam(t *testing.T, columns *Columns) {
	t.Helper()
	limit, hasLimit, err := AddOptional(columns, AgentCap, 2)
	if err != nil {
		t.Fatal(err)
	}
	limit[0] = 1
	hasLimit.Set(0)
	must(Add(columns, AgentHeld, 2))
	must(Add(columns, AgentCounter, 2))
	must(Add(columns, AgentState, 2))
}

// addFreshLeads adds so many leads on Unassigned, the oldest first.
func addFreshLeads(t *testing.T, columns *Columns, count int) {
	t.Helper()
	must(Add(columns, LeadStatus, count))
	for row, capturedAt := 0, must(Add(columns, LeadCapturedAt, count)); row < count; row++ {
		capturedAt[row] = int64(row)
	}
	if _, _, err := AddOptional(columns, LeadOwner, count); err != nil {
		t.Fatal(err)
	}
}

func TestARefusedPolicyTellsEveryFault(t *testing.T) {
	policy := `{"timeZone": {"name": "Nowhere"}, "calendar": {"workingDays": ["monday", "monday"]}}`
	_, err := Open([]byte(policy))
	var failure *Failure
	if !errors.As(err, &failure) || len(failure.Faults) != 2 {
		t.Fatalf("not both faults: %v", err)
	}
	fault := failure.Faults[0]
	fault.Message = ""
	expected := Fault{
		Code: "policy.unknown_time_zone", Path: "timeZone.name", Rule: "Z2", Params: map[string]any{"zone": "Nowhere"},
	}
	if !reflect.DeepEqual(fault, expected) {
		t.Errorf("%v, and not %v", fault, expected)
	}
}

func TestARefusedRequestIsAnErrorAndItsAnswerAText(t *testing.T) {
	engine, _ := company(t, "{}")
	var failure *Failure
	if err := engine.Call("decide", struct{}{}, nil); !errors.As(err, &failure) {
		t.Fatalf("no failure: %v", err)
	}
	if failure.Faults[0].Code != "request.malformed" {
		t.Error(failure)
	}
	answer, err := engine.Answer("decide", []byte("{}"))
	if err != nil || !strings.HasPrefix(string(answer), `{"type":"failure"`) {
		t.Errorf("%s, %v", answer, err)
	}
}

func TestACallThatDoesNotTakePlaceNamesItsResult(t *testing.T) {
	if _, err := Open([]byte("\xff")); err != InvalidUTF8 {
		t.Error(err)
	}
}

func TestAPlanThatIsRefusedWritesNothing(t *testing.T) {
	engine, columns := company(t, "{}")
	addTeam(t, columns)
	goesTo := must(AddOutput(columns, PlanAgent, 1))
	goesTo[0] = 7
	_, err := engine.Plan(Assignment, columns, time.UnixMilli(0))
	var failure *Failure
	if !errors.As(err, &failure) || failure.Faults[0].Path != "leads.status" || goesTo[0] != 7 {
		t.Errorf("%v, %v", err, goesTo)
	}
}

func TestMissingValuesAndFlagsGoIn(t *testing.T) {
	engine, columns := company(t, "{}")
	addFreshLeads(t, columns, 3)
	addTeam(t, columns)
	must(AddFlags(columns, LeadDoNotCall, 3)).Set(1)
	goesTo := must(AddOutput(columns, PlanAgent, 3))
	reasons := must(AddOutput(columns, PlanReason, 3))
	must(engine.Plan(Assignment, columns, time.UnixMilli(3)))
	if !reflect.DeepEqual(goesTo, []uint32{0, NoAgent, 1}) {
		t.Error(goesTo)
	}
	if !reflect.DeepEqual(reasons, []uint8{ReasonMoved, ReasonDoNotCall, ReasonMoved}) {
		t.Error(reasons)
	}
}

func TestListsKeepLeadsFromWhoHadThem(t *testing.T) {
	engine, columns := company(t, `{"automation": {"assignment": {"excludesPreviousOwners": true}}}`)
	addFreshLeads(t, columns, 1)
	addTeam(t, columns)
	goesTo := must(AddOutput(columns, PlanAgent, 1))
	for count, expected := range []uint32{0, 1} {
		offsets, _, err := AddLists(columns, LeadPreviousOwners, 1, count)
		if err != nil {
			t.Fatal(err)
		}
		offsets[1] = uint32(count)
		must(engine.Plan(Assignment, columns, time.UnixMilli(1)))
		if goesTo[0] != expected {
			t.Errorf("%d previous owners: %v", count, goesTo)
		}
	}
}

func TestClosingTwiceDoesNothingAndUsingWhatIsClosedIsAnError(t *testing.T) {
	engine, columns := company(t, "{}")
	for i := 0; i < 2; i++ {
		engine.Close()
		columns.Close()
	}
	if _, err := engine.Answer("version", []byte("{}")); err != ErrClosed {
		t.Error(err)
	}
	if _, err := Add(columns, LeadOwner, 1); err != ErrClosed {
		t.Error(err)
	}
}

func TestManyGoroutinesAskOneEngine(t *testing.T) {
	engine, _ := company(t, "{}")
	expected := string(must(engine.Answer("version", []byte("{}"))))
	var group sync.WaitGroup
	for i := 0; i < 4; i++ {
		group.Add(1)
		go func() {
			defer group.Done()
			for i := 0; i < 100; i++ {
				if answer, err := engine.Answer("version", []byte("{}")); string(answer) != expected {
					t.Errorf("%s, %v", answer, err)
				}
			}
		}()
	}
	group.Wait()
}

func TestTextBeyondASCIIComesBack(t *testing.T) {
	engine, _ := company(t, `{"timeZone": {"name": "Asia/Kolkata"}}`)
	request := json.RawMessage(`{
		"command": {"id": "c", "do": {"captureLead": {"id": "lead-é-😀", "name": "Zoë 😀"}}},
		"context": {"now": "2026-05-15T13:00:00Z", "actor": {"id": "import"}}
	}`)
	var decision struct{ Lead struct{ ID, Name string } }
	if err := engine.Call("decide", request, &decision); err != nil {
		t.Fatal(err)
	}
	if decision.Lead.ID != "lead-é-😀" || decision.Lead.Name != "Zoë 😀" {
		t.Error(decision)
	}
}
