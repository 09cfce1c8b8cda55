# frozen_string_literal: true

# What the library for Ruby adds to the C interface: errors, arrays and packed strings, and who closes what.
#
# usage: wrapper.rb
#
# Finds the library in examples/hosts/ruby. Prints what fails and, last, `N passed, M failed`.

require "minitest"

ROOT = File.expand_path("../..", __dir__)
require File.join(ROOT, "examples/hosts/ruby/lib/calliyo")

class Wrapper < Minitest::Test
  NOW = Time.at(0)

  # Two agents, the first with one place and the second without a cap.
  def set_team(columns)
    columns.set(:agent_cap, [1, nil])
    columns.set(:agent_held, [0, 0])
    columns.set(:agent_counter, [0, 0])
    columns.set(:agent_state, [0, 0])
  end

  # So many leads on Unassigned, the oldest first.
  def set_fresh_leads(columns, count)
    columns.set(:lead_status, [0] * count)
    columns.set(:lead_captured_at, Array.new(count) { |row| row })
    columns.set(:lead_owner, [nil] * count)
  end

  def with_columns(policy = "{}")
    Calliyo::Engine.open(policy) do |engine|
      Calliyo::Columns.open { |columns| yield engine, columns }
    end
  end

  def test_a_refused_policy_tells_every_fault
    policy = '{"timeZone": {"name": "Nowhere"}, "calendar": {"workingDays": ["monday", "monday"]}}'
    error = assert_raises(Calliyo::Failure) { Calliyo::Engine.open(policy) }
    assert_equal 2, error.faults.size
    fault = error.faults.first
    assert_equal ["policy.unknown_time_zone", "timeZone.name", "Z2"], [fault.code, fault.path, fault.rule]
    assert_equal({ "zone" => "Nowhere" }, fault.params)
  end

  def test_a_refused_request_is_an_error_and_its_answer_a_text
    Calliyo::Engine.open("{}") do |engine|
      error = assert_raises(Calliyo::Failure) { engine.call("decide") }
      assert_equal "request.malformed", error.faults.first.code
      assert engine.answer("decide", "{}").start_with?('{"type":"failure"')
    end
  end

  def test_a_call_that_does_not_take_place_names_its_result
    error = assert_raises(Calliyo::BadCall) { Calliyo::Engine.open("\xFF") }
    assert_match(/INVALID_UTF8/, error.message)
    with_columns do |_, columns|
      misaligned = ("x" * 1001)[1..]
      error = assert_raises(Calliyo::BadCall) { columns.set_packed(:lead_captured_at, misaligned) }
      assert_match(/MISALIGNED/, error.message)
    end
  end

  def test_a_plan_that_is_refused_writes_nothing
    with_columns do |engine, columns|
      set_team(columns)
      goes_to = columns.add_output(:plan_agent, 1)
      error = assert_raises(Calliyo::Failure) { engine.plan(:assignment, columns, NOW) }
      assert_equal "leads.status", error.faults.first.path
      assert_equal [0], goes_to.values
    end
  end

  def test_missing_values_and_flags_go_in
    with_columns do |engine, columns|
      set_fresh_leads(columns, 3)
      columns.set_flags(:lead_do_not_call, [false, true, false])
      set_team(columns)
      goes_to = columns.add_output(:plan_agent, 3)
      reasons = columns.add_output(:plan_reason, 3)
      engine.plan(:assignment, columns, NOW)
      assert_equal [0, Calliyo::NO_AGENT, 1], goes_to.values
      assert_equal(%i[moved do_not_call moved], reasons.values.map { |reason| Calliyo::REASONS[reason] })
    end
  end

  def test_lists_keep_leads_from_who_had_them
    policy = '{"automation": {"assignment": {"excludesPreviousOwners": true}}}'
    with_columns(policy) do |engine, columns|
      set_fresh_leads(columns, 1)
      set_team(columns)
      columns.set_lists(:lead_previous_owners, [[0]])
      goes_to = columns.add_output(:plan_agent, 1)
      engine.plan(:assignment, columns, NOW)
      assert_equal [1], goes_to.values
      columns.set_lists(:lead_previous_owners, [[]])
      engine.plan(:assignment, columns, NOW)
      assert_equal [0], goes_to.values
    end
  end

  def test_what_does_not_fit_a_column_is_an_error
    with_columns do |engine, columns|
      { lead_status: 65_536, lead_owner: -1, agent_state: 256, lead_priority: 2**63 }.each do |name, number|
        assert_raises(RangeError) { columns.set(name, [0, number]) }
      end
      assert_raises(RangeError) { columns.set_lists(:lead_previous_owners, [[2**32]]) }
      assert_raises(ArgumentError) { columns.set_packed(:lead_owner, "\0" * 7) }
      ["", "\0", "\0\0\0"].each do |validity|
        assert_raises(ArgumentError) { columns.set_packed(:lead_owner, "\0" * 36, validity) }
      end
      assert_raises(RangeError) { engine.refusal(0, 65_536) }
    end
  end

  def test_a_column_stays_what_it_was_though_its_string_changes_and_memory_is_compacted
    with_columns do |engine, columns|
      set_fresh_leads(columns, 2)
      set_team(columns)
      status = [0, 0].pack("S*")
      columns.set_packed(:lead_status, status)
      status << "anything" << [9, 9].pack("S*") * 100
      status.setbyte(0, 9)
      GC.compact
      goes_to = columns.add_output(:plan_agent, 2)
      engine.plan(:assignment, columns, NOW)
      assert_equal [0, 1], goes_to.values
    end
  end

  def test_closing_twice_does_nothing_and_using_what_is_closed_is_an_error
    engine = Calliyo::Engine.open("{}")
    columns = Calliyo::Columns.open
    2.times { [engine, columns].each(&:close) }
    assert_raises(Calliyo::Closed) { engine.answer("version", "{}") }
    assert_raises(Calliyo::Closed) { columns.set(:lead_owner, [0]) }
  end

  def test_a_block_closes_what_it_was_given_even_if_it_fails
    engine = nil
    assert_raises(KeyError) do
      Calliyo::Engine.open("{}") do |own|
        engine = own
        raise KeyError
      end
    end
    assert_raises(Calliyo::Closed) { engine.answer("version", "{}") }
  end

  def test_many_threads_ask_one_engine
    Calliyo::Engine.open("{}") do |engine|
      threads = Array.new(4) { Thread.new { Array.new(100) { engine.answer("version", "{}") } } }
      assert_equal 1, threads.flat_map(&:value).uniq.size
    end
  end

  def test_text_beyond_ascii_comes_back
    Calliyo::Engine.open('{"timeZone": {"name": "Asia/Kolkata"}}') do |engine|
      lead = engine.call(
        "decide",
        command: { id: "c", do: { captureLead: { id: "lead-é-😀", name: "Zoë 😀" } } },
        context: { now: "2026-05-15T13:00:00Z", actor: { id: "import" } }
      )["lead"]
      assert_equal ["lead-é-😀", "Zoë 😀"], lead.values_at("id", "name")
    end
  end

  def test_every_number_is_that_of_the_header
    header = File.read(File.join(ROOT, "calliyo-ffi/include/calliyo.h"), encoding: Encoding::UTF_8)
    numbers = header.scan(/^#define CALLIYO_(\w+) (\d+)$/).to_h.transform_values(&:to_i)
    columns = Calliyo::Columns::COLUMNS.merge(Calliyo::Columns::OUTPUTS).transform_values(&:number)
    own = columns.merge(Calliyo::Columns::FLAGS, Calliyo::Columns::LISTS)
    own = own.merge(Calliyo::Engine::JOBS.transform_keys { |job| "job_#{job}" })
    own = own.merge(Calliyo::STATES.transform_keys { |state| "agent_state_#{state}" })
    own = own.merge(Calliyo::REASONS.each_with_index.to_h { |reason, number| ["reason_#{reason}", number] })
    own = own.merge(Calliyo::BadCall::NAMES.each_with_index.to_h)
    own.each { |name, number| assert_equal numbers[name.to_s.upcase], number, name }
  end
end

report = Minitest::SummaryReporter.new($stdout)
report.start
Wrapper.run(report)
report.report
failed = report.failures + report.errors
puts "#{report.count - failed} passed, #{failed} failed"
exit failed.zero?
