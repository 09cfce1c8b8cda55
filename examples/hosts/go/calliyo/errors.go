package calliyo

// #include <calliyo.h>
import "C"

import (
	"encoding/json"
	"fmt"
	"strings"
)

// Fault is one thing that is wrong with a policy or a request.
type Fault struct {
	// Code is stable, such as "status.needs_owner"; docs/codes.md lists them all.
	Code string `json:"code"`
	// Path names the field at fault, such as "pipeline.statuses[3].name". It is empty where the whole is at fault.
	Path string `json:"path"`
	// Rule is the number of the rule that asks for it.
	Rule string `json:"rule"`
	// Params are what the message is made from: texts, numbers, lists of texts.
	Params map[string]any `json:"params"`
	// Message is the English sentence, for logs.
	Message string `json:"message"`
}

func (fault Fault) Error() string {
	if fault.Path == "" {
		return fmt.Sprintf("%s (%s, rule %s)", fault.Message, fault.Code, fault.Rule)
	}
	return fmt.Sprintf("%s: %s (%s, rule %s)", fault.Path, fault.Message, fault.Code, fault.Rule)
}

// Failure is the error of what was refused, with every fault at once.
type Failure struct {
	Faults []Fault `json:"errors"`
}

func (failure *Failure) Error() string {
	lines := make([]string, len(failure.Faults))
	for i, fault := range failure.Faults {
		lines[i] = fault.Error()
	}
	return "calliyo: " + strings.Join(lines, "; ")
}

// Result is the error of a call that did not take place.
type Result int32

// Why a call did not take place. Later versions may add reasons.
const (
	NullPointer        Result = C.CALLIYO_NULL_POINTER
	InvalidUTF8        Result = C.CALLIYO_INVALID_UTF8
	InvalidLength      Result = C.CALLIYO_INVALID_LENGTH
	Panic              Result = C.CALLIYO_PANIC
	Misaligned         Result = C.CALLIYO_MISALIGNED
	Overlap            Result = C.CALLIYO_OVERLAP
	UnknownConstant    Result = C.CALLIYO_UNKNOWN_CONSTANT
	UnexpectedValidity Result = C.CALLIYO_UNEXPECTED_VALIDITY
)

func (result Result) Error() string {
	return "calliyo: " + result.reason()
}

func (result Result) reason() string {
	switch result {
	case NullPointer:
		return "a pointer is NULL"
	case InvalidUTF8:
		return "a text is not UTF-8"
	case InvalidLength:
		return "a length is larger than any object"
	case Panic:
		return "the call met a defect of the library"
	case Misaligned:
		return "a column is not aligned to its elements"
	case Overlap:
		return "an output shares memory"
	case UnknownConstant:
		return "a constant names nothing that the function is for"
	case UnexpectedValidity:
		return "a column that takes no validity has one"
	default:
		return fmt.Sprintf("result %d", int32(result))
	}
}

// failure is the error in a failure document.
func failure(document []byte) error {
	failure := &Failure{}
	if err := json.Unmarshal(document, failure); err != nil {
		return err
	}
	return failure
}

// check is the error of a result, and nil where there is none; document is what came with it.
func check(result C.CalliyoResult, document []byte) error {
	switch result {
	case C.CALLIYO_OK:
		return nil
	case C.CALLIYO_FAILED:
		return failure(document)
	default:
		return Result(result)
	}
}
