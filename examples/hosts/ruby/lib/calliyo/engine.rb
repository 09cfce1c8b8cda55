# frozen_string_literal: true

module Calliyo
  # Asks for an operation that needs no engine, and returns the answer as the library wrote it: a success or a failure.
  def self.answer(operation, request)
    Native.answer(nil, operation, request)
  end

  # Asks for an operation that needs no engine. The request is anything that JSON can say; so is the result. Raises
  # Failure for a request that was refused.
  def self.call(operation, request = {})
    Native.call(nil, operation, request)
  end

  # What a company configures, checked once. Any number of threads may use an engine at the same time.
  class Engine
    # Makes an engine from a policy, a JSON text. With a block, yields it, closes it, and returns what the block
    # returns. Raises Failure with every fault of the policy.
    def self.open(policy)
      engine = new(policy)
      return engine unless block_given?

      begin
        yield engine
      ensure
        engine.close
      end
    end

    def initialize(policy)
      handle = Native.out
      Native.text do |failure, length|
        Native.calliyo_engine_new(policy, policy.bytesize, handle, failure, length)
      end
      @handle = Native.object(handle, "calliyo_engine_free")
    end

    # Frees the engine; no call that uses it may be under way. What is never closed is freed when it is garbage.
    def close
      @handle.call_free
    end

    # Asks for an operation: the answer as the library wrote it.
    def answer(operation, request)
      Native.answer(handle, operation, request)
    end

    # Asks for an operation: the result. Raises Failure for a request that was refused.
    def call(operation, request = {})
      Native.call(handle, operation, request)
    end

    # Boils down a lead and its context, as in the operation +transitions+, to a number for +refusal+. It is only meant
    # for engines of the same policy and version.
    def facts(lead, context)
      facts = Native.out
      lead = JSON.generate(lead)
      context = JSON.generate(context)
      Native.text do |failure, length|
        Native.calliyo_facts(handle, lead, lead.bytesize, context, context.bytesize, facts, failure, length)
      end
      Native.number(facts)
    end

    # The code that says why a lead may not move to a status, which is given by its index in the pipeline; nil where it
    # may.
    def refusal(facts, status)
      raise RangeError, "#{status} is the index of no status" unless (0..0xFFFF).cover?(status)

      code = Native.out
      Native.check(Native.calliyo_can_move(handle, facts, status, code))
      code.ptr.to_s unless code.ptr.null?
    end

    JOBS = { removal: 1, assignment: 2, top_up: 3 }.freeze

    # Works out a job at an instant, a Time, over Columns, and returns the line that tells the outcome. Its outputs are
    # written; where it raises Failure they are untouched.
    def plan(job, columns, now)
      milliseconds = now.to_i * 1000 + now.nsec / 1_000_000
      Native.text do |line, length|
        Native.calliyo_plan(handle, JOBS.fetch(job), columns.handle, milliseconds, line, length)
      end
    end

    private

    def handle
      raise Closed, "the engine is closed" if @handle.freed?

      @handle
    end
  end
end
