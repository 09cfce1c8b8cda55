// Package calliyo asks the rules of a tele-sales CRM. It is a thin layer over the C library of the same name: it
// translates, and has no rule and no default of its own.
//
// An [Engine] is a policy that was checked. It answers requests about single leads, as JSON, and plans for many leads
// in [Columns]. Nothing is kept between two calls, and the package has no state.
package calliyo

/*
#cgo LDFLAGS: -lcalliyo
#include <calliyo.h>
*/
import "C"

import (
	"encoding/json"
	"errors"
	"fmt"
	"runtime"
	"time"
	"unsafe"
)

// ErrClosed is returned by everything that is asked of an engine or columns after Close.
var ErrClosed = errors.New("calliyo: already closed")

// Engine is what a company configures, checked once. Any number of goroutines may use it at the same time.
type Engine struct {
	handle *C.CalliyoEngine
}

// Open makes an engine from a policy, a JSON document. The error of a policy with faults is a [*Failure] that lists
// them all.
func Open(policy []byte) (*Engine, error) {
	if version := C.calliyo_abi_version(); version != C.CALLIYO_ABI_VERSION {
		return nil, fmt.Errorf("calliyo: the library has interface %d, the header %d", version, C.CALLIYO_ABI_VERSION)
	}
	var handle *C.CalliyoEngine
	var failure *C.char
	var length C.size_t
	bytes, size := text(policy)
	result := C.calliyo_engine_new(bytes, size, &handle, &failure, &length)
	if err := check(result, take(failure, length)); err != nil {
		return nil, err
	}
	engine := &Engine{handle}
	runtime.SetFinalizer(engine, (*Engine).Close)
	return engine, nil
}

// Close frees the engine. No call that uses it may be under way. An engine that is never closed is freed when it is
// garbage.
func (engine *Engine) Close() error {
	C.calliyo_engine_free(engine.handle)
	engine.handle = nil
	runtime.SetFinalizer(engine, nil)
	return nil
}

// Answer asks for an operation and returns the answer as the library wrote it, a success or a failure. A nil engine
// will do for operations that need none.
func (engine *Engine) Answer(operation string, request []byte) ([]byte, error) {
	var handle *C.CalliyoEngine
	if engine != nil {
		if engine.handle == nil {
			return nil, ErrClosed
		}
		handle = engine.handle
	}
	var answer *C.char
	var length C.size_t
	name, nameLength := text([]byte(operation))
	bytes, size := text(request)
	result := C.calliyo_call(handle, name, nameLength, bytes, size, &answer, &length)
	runtime.KeepAlive(engine)
	if result != C.CALLIYO_OK {
		return nil, Result(result)
	}
	return take(answer, length), nil
}

// Call asks for an operation. The request is encoded as JSON, and the result decoded into what result points to. The
// error of a request that was refused is a [*Failure]. A nil engine will do for operations that need none.
func (engine *Engine) Call(operation string, request, result any) error {
	encoded, err := json.Marshal(request)
	if err != nil {
		return err
	}
	document, err := engine.Answer(operation, encoded)
	if err != nil {
		return err
	}
	answer := struct {
		Type   string          `json:"type"`
		Result json.RawMessage `json:"result"`
	}{}
	if err := json.Unmarshal(document, &answer); err != nil {
		return err
	}
	if answer.Type != "success" {
		return failure(document)
	}
	return json.Unmarshal(answer.Result, result)
}

// Facts boils down a lead and its context, both as in the operation transitions, to a number that [Engine.Refusal]
// understands. It is only meant for engines of the same policy and version.
func (engine *Engine) Facts(lead, context []byte) (uint64, error) {
	if engine.handle == nil {
		return 0, ErrClosed
	}
	var facts C.uint64_t
	var failure *C.char
	var length C.size_t
	leadBytes, leadSize := text(lead)
	contextBytes, contextSize := text(context)
	result := C.calliyo_facts(
		engine.handle, leadBytes, leadSize, contextBytes, contextSize, &facts, &failure, &length)
	runtime.KeepAlive(engine)
	return uint64(facts), check(result, take(failure, length))
}

// Refusal says why a lead may not move to a status, which is given by its index in the pipeline. The code is empty
// where it may.
func (engine *Engine) Refusal(facts uint64, status uint16) (code string, err error) {
	if engine.handle == nil {
		return "", ErrClosed
	}
	var reason *C.char
	result := C.calliyo_can_move(engine.handle, C.uint64_t(facts), C.uint16_t(status), &reason)
	runtime.KeepAlive(engine)
	if result != C.CALLIYO_OK {
		return "", Result(result)
	}
	if reason == nil {
		return "", nil
	}
	return C.GoString(reason), nil
}

// Job is one of the daily jobs.
type Job uint32

// The jobs of [Engine.Plan].
const (
	Removal    Job = C.CALLIYO_JOB_REMOVAL
	Assignment Job = C.CALLIYO_JOB_ASSIGNMENT
	TopUp      Job = C.CALLIYO_JOB_TOP_UP
)

// Plan works a job out over columns, into the outputs among them, and returns the line that tells the outcome. Where
// the columns are refused the error is a [*Failure], and the outputs are untouched.
func (engine *Engine) Plan(job Job, columns *Columns, now time.Time) (string, error) {
	if engine.handle == nil || columns.handle == nil {
		return "", ErrClosed
	}
	var line *C.char
	var length C.size_t
	result := C.calliyo_plan(
		engine.handle, C.CalliyoJob(job), columns.handle, C.int64_t(now.UnixMilli()), &line, &length)
	runtime.KeepAlive(engine)
	document := take(line, length)
	if err := check(result, document); err != nil {
		return "", err
	}
	return string(document), nil
}

// text is a text as the library takes it: it is read during the call only.
func text(bytes []byte) (*C.char, C.size_t) {
	if len(bytes) == 0 {
		return nil, 0
	}
	return (*C.char)(unsafe.Pointer(&bytes[0])), C.size_t(len(bytes))
}

// take copies a text that the library handed out, and gives it back.
func take(text *C.char, length C.size_t) []byte {
	defer C.calliyo_text_free(text, length)
	return append([]byte(nil), unsafe.Slice((*byte)(unsafe.Pointer(text)), length)...)
}
