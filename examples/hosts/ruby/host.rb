# frozen_string_literal: true

# Does in Ruby what the hosts in all the other languages do; examples/hosts/README.md tells what that is.

require "json"
require "time"
require_relative "lib/calliyo"

USAGE = <<~TEXT
  usage: host.rb FOLDER             a morning at the company in the folder
         host.rb vectors FOLDER...  conformance vectors, a folder each
         host.rb bench N            an assignment of N leads, timed
TEXT

# A folder of records, and what happens there in a morning.
class Company
  def initialize(folder)
    @folder = folder
    @leads, @agents, @context = %w[leads agents context].map { |name| JSON.parse(read("#{name}.json")) }
  end

  def print_morning
    versions = Calliyo.call("version")
    puts "calliyo #{versions["library"]}, rules #{versions["rules"]}, time zones #{versions["timeZoneData"]}"
    Calliyo::Engine.open(read("policy.json")) do |engine|
      statuses = engine.call("transitions", { lead: @leads.first, context: @context }).map { |move| move["status"] }
      @leads.first(2).each { |lead| print_moves(engine, lead, statuses) }
      print_assignment(engine, statuses)
    end
    print_faults("bad-policy.json")
  end

  private

  def read(name)
    File.read(File.join(@folder, name), encoding: Encoding::UTF_8)
  end

  def print_moves(engine, lead, statuses)
    facts = engine.facts(lead, @context)
    statuses.each_with_index do |status, index|
      code = engine.refusal(facts, index)
      puts "#{lead["id"]} to #{status}: #{code ? "no, #{code}" : "yes"}"
    end
  end

  def print_assignment(engine, statuses)
    Calliyo::Columns.open do |columns|
      set_leads(columns, statuses)
      set_agents(columns)
      goes_to = columns.add_output(:plan_agent, @leads.size)
      line = engine.plan(:assignment, columns, Time.iso8601(@context["now"]))
      @leads.zip(goes_to.values) do |lead, agent|
        puts "#{lead["id"]} goes to #{@agents[agent]["id"]}" unless agent == Calliyo::NO_AGENT
      end
      puts line
    end
  end

  def set_leads(columns, statuses)
    index = statuses.each_with_index.to_h
    agent_row = @agents.each_with_index.to_h { |agent, row| [agent["id"], row] }
    row_of = ->(id) { id && agent_row.fetch(id, Calliyo::UNKNOWN_AGENT) }
    columns.set(:lead_status, @leads.map { |lead| index.fetch(lead["status"]) })
    columns.set(:lead_captured_at, @leads.map { |lead| (Time.iso8601(lead["capturedAt"]).to_r * 1000).to_i })
    columns.set(:lead_owner, @leads.map { |lead| row_of[lead["owner"]] })
    columns.set(:lead_last_owner, @leads.map { |lead| row_of[lead["lastOwner"]] })
    columns.set(:lead_priority, @leads.map { |lead| lead["priority"] })
    columns.set_flags(:lead_do_not_call, @leads.map { |lead| lead["doNotCall"] })
  end

  def set_agents(columns)
    columns.set(:agent_cap, @agents.map { |agent| agent["cap"] })
    columns.set(:agent_held, @agents.map { |agent| agent.fetch("held", 0) })
    columns.set(:agent_counter, @agents.map { |agent| agent["counter"] })
    columns.set(:agent_state, @agents.map { |agent| Calliyo::STATES.fetch(agent.fetch("state", "active").to_sym) })
  end

  # Prints what is wrong with a policy that must not be accepted.
  def print_faults(name)
    Calliyo::Engine.open(read(name)) { abort "#{name} has no fault" }
  rescue Calliyo::Failure => e
    e.faults.each { |fault| puts "#{name}: #{fault.code} at #{fault.path}" }
  end
end

# A conformance vector: a folder with a request and the response that it must get.
class Vector
  def initialize(folder)
    @folder = folder
    @operation = read("operation")
    @request = read("request.json")
    @response = read("response.json")
    @policy = read("policy.json") if File.exist?(File.join(folder, "policy.json"))
  end

  # Whether the answer is the response, after telling how they differ.
  def pass?
    got = answer.b
    return true if got == @response

    puts @folder, "  expected #{@response}", "  got      #{got}"
    false
  end

  private

  # One newline at the end of a file is not part of its text.
  def read(name)
    File.binread(File.join(@folder, name)).delete_suffix("\n")
  end

  def answer
    return Calliyo.answer(@operation, @request) unless @policy

    Calliyo::Engine.open(@policy) { |engine| engine.answer(@operation, @request) }
  end
end

# An assignment of made leads, timed.
class Bench
  AGENTS = 1000
  MEASUREMENTS = 7

  def initialize(leads)
    @leads = leads
  end

  def run
    Calliyo::Engine.open("{}") do |engine|
      Calliyo::Columns.open do |columns|
        fill(columns)
        goes_to = columns.add_output(:plan_agent, @leads)
        milliseconds = median(engine, columns)
        moved = goes_to.values.count { |agent| agent != Calliyo::NO_AGENT }
        puts format("assign %<leads>d: %<time>.1f ms, %<moved>d moved", leads: @leads, time: milliseconds, moved: moved)
      end
    end
  end

  private

  def fill(columns)
    owners = Array.new(@leads) { |row| row * 7919 % AGENTS unless (row % 3).zero? }
    held = owners.tally
    columns.set(:lead_status, Array.new(@leads) { |row| [0, 6, 7][row % 3] })
    columns.set(:lead_captured_at, Array.new(@leads) { |row| row * 60_000 })
    columns.set(:lead_owner, owners)
    columns.set(:agent_cap, [@leads * 9 / 10 / AGENTS] * AGENTS)
    columns.set(:agent_held, Array.new(AGENTS) { |agent| held.fetch(agent, 0) })
    columns.set(:agent_counter, [0] * AGENTS)
    columns.set(:agent_state, [Calliyo::STATES[:active]] * AGENTS)
  end

  def median(engine, columns)
    now = Time.at(1_778_470_200)
    engine.plan(:assignment, columns, now) # to warm up
    times = Array.new(MEASUREMENTS) do
      start = Process.clock_gettime(Process::CLOCK_MONOTONIC, :float_millisecond)
      engine.plan(:assignment, columns, now)
      Process.clock_gettime(Process::CLOCK_MONOTONIC, :float_millisecond) - start
    end
    times.sort[MEASUREMENTS / 2]
  end
end

begin
  case ARGV
  in ["vectors", *folders]
    passed = folders.count { |folder| Vector.new(folder).pass? }
    puts "#{passed} passed, #{folders.size - passed} failed"
    exit passed == folders.size
  in ["bench", leads]
    Bench.new(Integer(leads, 10)).run
  in [folder]
    Company.new(folder).print_morning
  else
    raise ArgumentError, USAGE
  end
rescue Calliyo::Error, SystemCallError, ArgumentError => e
  warn e.message
  exit 2
end
