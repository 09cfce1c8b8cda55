package main

import (
	"fmt"
	"sort"
	"time"

	"calliyo.example/host/calliyo"
)

const (
	benchAgents  = 1000
	measurements = 7
)

// bench times the assignment of made leads.
func bench(leads int) error {
	engine, err := calliyo.Open([]byte("{}"))
	if err != nil {
		return err
	}
	defer engine.Close()
	columns, err := calliyo.NewColumns()
	if err != nil {
		return err
	}
	defer columns.Close()
	goesTo, err := madeCompany(columns, leads)
	if err != nil {
		return err
	}

	now := time.UnixMilli(1778470200000)
	times := make([]time.Duration, measurements)
	for i := -1; i < measurements; i++ {
		start := time.Now()
		_, err := engine.Plan(calliyo.Assignment, columns, now)
		elapsed := time.Since(start)
		if err != nil {
			return err
		}
		if i >= 0 { // The first is to warm up.
			times[i] = elapsed
		}
	}

	sort.Slice(times, func(i, j int) bool { return times[i] < times[j] })
	moved := 0
	for _, agent := range goesTo {
		if agent != calliyo.NoAgent {
			moved++
		}
	}
	milliseconds := times[measurements/2].Seconds() * 1000
	fmt.Printf("assign %d: %.1f ms, %d moved\n", leads, milliseconds, moved)
	return nil
}

// madeCompany fills the columns, and returns where the plan will write the agent of each lead.
func madeCompany(columns *calliyo.Columns, leads int) ([]uint32, error) {
	status, err := calliyo.Add(columns, calliyo.LeadStatus, leads)
	if err != nil {
		return nil, err
	}
	capturedAt, err := calliyo.Add(columns, calliyo.LeadCapturedAt, leads)
	if err != nil {
		return nil, err
	}
	owner, isOwned, err := calliyo.AddOptional(columns, calliyo.LeadOwner, leads)
	if err != nil {
		return nil, err
	}
	limit, err := calliyo.Add(columns, calliyo.AgentCap, benchAgents)
	if err != nil {
		return nil, err
	}
	held, err := calliyo.Add(columns, calliyo.AgentHeld, benchAgents)
	if err != nil {
		return nil, err
	}
	// Zeros say it all: nobody received a lead yet, and everybody is active.
	if _, err = calliyo.Add(columns, calliyo.AgentCounter, benchAgents); err != nil {
		return nil, err
	}
	if _, err = calliyo.Add(columns, calliyo.AgentState, benchAgents); err != nil {
		return nil, err
	}

	for i := range status {
		status[i] = [...]uint16{0, 6, 7}[i%3]
		capturedAt[i] = int64(i) * 60_000
		if status[i] != 0 {
			owner[i] = uint32(i * 7919 % benchAgents)
			isOwned.Set(i)
			held[owner[i]]++
		}
	}
	for agent := range limit {
		limit[agent] = uint32(leads * 9 / 10 / benchAgents)
	}
	return calliyo.AddOutput(columns, calliyo.PlanAgent, leads)
}
