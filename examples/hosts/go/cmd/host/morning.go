package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"calliyo.example/host/calliyo"
)

// lead is what the assignment looks at of a record in leads.json.
type lead struct {
	ID         string    `json:"id"`
	Status     string    `json:"status"`
	CapturedAt time.Time `json:"capturedAt"`
	Owner      *string   `json:"owner"`
	LastOwner  *string   `json:"lastOwner"`
	Priority   *int64    `json:"priority"`
	DoNotCall  bool      `json:"doNotCall"`
}

// agent is what the assignment looks at of a record in agents.json.
type agent struct {
	ID      string  `json:"id"`
	Cap     *uint32 `json:"cap"`
	Held    uint32  `json:"held"`
	Counter *uint64 `json:"counter"`
	State   *string `json:"state"`
}

// company is a folder of records. What goes to the library as it stands is not decoded.
type company struct {
	policy, context []byte
	now             time.Time
	leadDocuments   []json.RawMessage
	leads           []lead
	agents          []agent
}

// move is a status as the operation transitions tells of it.
type move struct {
	Status string `json:"status"`
}

// morning prints what happens in the company of a folder.
func morning(folder string) error {
	if err := printVersions(); err != nil {
		return err
	}
	company, err := readCompany(folder)
	if err != nil {
		return err
	}
	engine, err := calliyo.Open(company.policy)
	if err != nil {
		return err
	}
	defer engine.Close()

	statuses, err := company.statuses(engine)
	if err != nil {
		return err
	}
	for row := range company.leads[:2] {
		if err := company.printMoves(engine, row, statuses); err != nil {
			return err
		}
	}
	if err := company.printAssignment(engine, statuses); err != nil {
		return err
	}
	return printFaults(folder, "bad-policy.json")
}

func printVersions() error {
	var versions struct {
		Library      string `json:"library"`
		Rules        int    `json:"rules"`
		TimeZoneData string `json:"timeZoneData"`
	}
	var noEngine *calliyo.Engine
	if err := noEngine.Call("version", struct{}{}, &versions); err != nil {
		return err
	}
	fmt.Printf("calliyo %s, rules %d, time zones %s\n", versions.Library, versions.Rules, versions.TimeZoneData)
	return nil
}

func readCompany(folder string) (*company, error) {
	company := &company{}
	var err error
	if company.policy, err = os.ReadFile(filepath.Join(folder, "policy.json")); err != nil {
		return nil, err
	}
	if company.context, err = os.ReadFile(filepath.Join(folder, "context.json")); err != nil {
		return nil, err
	}
	var context struct {
		Now time.Time `json:"now"`
	}
	if err = json.Unmarshal(company.context, &context); err != nil {
		return nil, err
	}
	company.now = context.Now
	leads, err := os.ReadFile(filepath.Join(folder, "leads.json"))
	if err != nil {
		return nil, err
	}
	if err = json.Unmarshal(leads, &company.leadDocuments); err != nil {
		return nil, err
	}
	if err = json.Unmarshal(leads, &company.leads); err != nil {
		return nil, err
	}
	agents, err := os.ReadFile(filepath.Join(folder, "agents.json"))
	if err != nil {
		return nil, err
	}
	return company, json.Unmarshal(agents, &company.agents)
}

// statuses are those of the pipeline, in its order: their indices are what columns hold.
func (company *company) statuses(engine *calliyo.Engine) ([]string, error) {
	request := map[string]json.RawMessage{"lead": company.leadDocuments[0], "context": company.context}
	var moves []move
	if err := engine.Call("transitions", request, &moves); err != nil {
		return nil, err
	}
	statuses := make([]string, len(moves))
	for i, move := range moves {
		statuses[i] = move.Status
	}
	return statuses, nil
}

func (company *company) printMoves(engine *calliyo.Engine, row int, statuses []string) error {
	facts, err := engine.Facts(company.leadDocuments[row], company.context)
	if err != nil {
		return err
	}
	for index, status := range statuses {
		code, err := engine.Refusal(facts, uint16(index))
		if err != nil {
			return err
		}
		verdict := "yes"
		if code != "" {
			verdict = "no, " + code
		}
		fmt.Printf("%s to %s: %s\n", company.leads[row].ID, status, verdict)
	}
	return nil
}

func (company *company) printAssignment(engine *calliyo.Engine, statuses []string) error {
	columns, err := calliyo.NewColumns()
	if err != nil {
		return err
	}
	defer columns.Close()
	if err := company.addLeads(columns, statuses); err != nil {
		return err
	}
	if err := company.addAgents(columns); err != nil {
		return err
	}
	goesTo, err := calliyo.AddOutput(columns, calliyo.PlanAgent, len(company.leads))
	if err != nil {
		return err
	}
	line, err := engine.Plan(calliyo.Assignment, columns, company.now)
	if err != nil {
		return err
	}
	for row, agent := range goesTo {
		if agent != calliyo.NoAgent {
			fmt.Printf("%s goes to %s\n", company.leads[row].ID, company.agents[agent].ID)
		}
	}
	fmt.Println(line)
	return nil
}

func (company *company) addLeads(columns *calliyo.Columns, statuses []string) error {
	rows := len(company.leads)
	status, err := calliyo.Add(columns, calliyo.LeadStatus, rows)
	if err != nil {
		return err
	}
	capturedAt, err := calliyo.Add(columns, calliyo.LeadCapturedAt, rows)
	if err != nil {
		return err
	}
	owner, hasOwner, err := calliyo.AddOptional(columns, calliyo.LeadOwner, rows)
	if err != nil {
		return err
	}
	lastOwner, hasLastOwner, err := calliyo.AddOptional(columns, calliyo.LeadLastOwner, rows)
	if err != nil {
		return err
	}
	priority, hasPriority, err := calliyo.AddOptional(columns, calliyo.LeadPriority, rows)
	if err != nil {
		return err
	}
	doNotCall, err := calliyo.AddFlags(columns, calliyo.LeadDoNotCall, rows)
	if err != nil {
		return err
	}

	statusIndex := map[string]uint16{}
	for index, status := range statuses {
		statusIndex[status] = uint16(index)
	}
	agentRow := company.agentRows()
	for row, lead := range company.leads {
		status[row] = statusIndex[lead.Status]
		capturedAt[row] = lead.CapturedAt.UnixMilli()
		if lead.Owner != nil {
			owner[row] = agentRow(*lead.Owner)
			hasOwner.Set(row)
		}
		if lead.LastOwner != nil {
			lastOwner[row] = agentRow(*lead.LastOwner)
			hasLastOwner.Set(row)
		}
		if lead.Priority != nil {
			priority[row] = *lead.Priority
			hasPriority.Set(row)
		}
		if lead.DoNotCall {
			doNotCall.Set(row)
		}
	}
	return nil
}

func (company *company) addAgents(columns *calliyo.Columns) error {
	rows := len(company.agents)
	limit, hasLimit, err := calliyo.AddOptional(columns, calliyo.AgentCap, rows)
	if err != nil {
		return err
	}
	held, err := calliyo.Add(columns, calliyo.AgentHeld, rows)
	if err != nil {
		return err
	}
	counter, hasCounter, err := calliyo.AddOptional(columns, calliyo.AgentCounter, rows)
	if err != nil {
		return err
	}
	state, err := calliyo.Add(columns, calliyo.AgentState, rows)
	if err != nil {
		return err
	}

	states := map[string]uint8{"active": calliyo.Active, "away": calliyo.Away, "banned": calliyo.Banned}
	for row, agent := range company.agents {
		if agent.Cap != nil {
			limit[row] = *agent.Cap
			hasLimit.Set(row)
		}
		held[row] = agent.Held
		if agent.Counter != nil {
			counter[row] = *agent.Counter
			hasCounter.Set(row)
		}
		if agent.State != nil {
			state[row] = states[*agent.State]
		}
	}
	return nil
}

// agentRows tells the row of an agent, by id.
func (company *company) agentRows() func(id string) uint32 {
	rows := map[string]uint32{}
	for row, agent := range company.agents {
		rows[agent.ID] = uint32(row)
	}
	return func(id string) uint32 {
		if row, isKnown := rows[id]; isKnown {
			return row
		}
		return calliyo.UnknownAgent
	}
}

// printFaults prints what is wrong with a policy that must not be accepted.
func printFaults(folder, name string) error {
	policy, err := os.ReadFile(filepath.Join(folder, name))
	if err != nil {
		return err
	}
	engine, err := calliyo.Open(policy)
	var failure *calliyo.Failure
	if !errors.As(err, &failure) {
		if err == nil {
			engine.Close()
			err = fmt.Errorf("%s has no fault", name)
		}
		return err
	}
	for _, fault := range failure.Faults {
		fmt.Printf("%s: %s at %s\n", name, fault.Code, fault.Path)
	}
	return nil
}
