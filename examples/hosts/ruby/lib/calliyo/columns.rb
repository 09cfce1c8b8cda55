# frozen_string_literal: true

module Calliyo
  # Stands in the output +plan_agent+ for a lead that stays where it is.
  NO_AGENT = 0xFFFF_FFFF

  # The owner of a lead whose agent has no row.
  UNKNOWN_AGENT = 0xFFFF_FFFF

  # The state of an agent.
  STATES = { active: 0, away: 1, banned: 2 }.freeze

  # What stands in the output +plan_reason+: the number of a reason is its index. Later versions may add some.
  REASONS = %i[
    moved status_not_listed is_customer live_call follow_up_ahead owner_banned owner_unknown do_not_call
    not_owned too_recent no_agent_matches only_barred_agent limit_reached agents_at_cap exhausted resting
  ].freeze

  # Leads and agents, a column per field, and the outputs of a plan. One thread uses them at a time.
  #
  # Agents, statuses, branches and departments are small numbers: an agent is its row among the agents, a status its
  # index in the pipeline. Instants are milliseconds in UTC.
  #
  # The library works on the bytes of strings as Array#pack makes them, which are kept and not copied.
  class Columns
    # What fits into the elements that a directive of Array#pack writes.
    RANGES = {
      "C" => 0..0xFF, "S" => 0..0xFFFF, "L" => 0..0xFFFF_FFFF, "Q" => 0..2**64 - 1, "q" => -2**63..2**63 - 1
    }.freeze

    # The number of a column, and how Array#pack writes its elements.
    Column = Struct.new(:number, :directive) do
      # The packed values, and a packed bitmap of those that are there, unless all are.
      def pack(values)
        validity = Columns.pack_bits(values.map { |value| !value.nil? }) if values.include?(nil)
        [Columns.pack_numbers(directive, values.map { |value| value || 0 }), validity]
      end

      # The size of an element, in bytes.
      def size
        [0].pack(directive).bytesize
      end
    end

    # The columns with a number per row.
    COLUMNS = {
      # The status, as its index in the pipeline. Every job needs it.
      lead_status: Column.new(100, "S"),
      # When the lead was captured. Every job needs it.
      lead_captured_at: Column.new(101, "q"),
      # The owner; no value: unassigned. Every job needs it.
      lead_owner: Column.new(102, "L"),
      # Since when the lead has its status. Removal needs it.
      lead_status_since: Column.new(103, "q"),
      # The last owner before the present one.
      lead_last_owner: Column.new(104, "L"),
      # Larger comes first; no value is least.
      lead_priority: Column.new(106, "q"),
      # The branch, numbered as the agents' branches are.
      lead_branch: Column.new(107, "L"),
      # The department, numbered as the agents' departments are.
      lead_department: Column.new(108, "L"),
      # Attempts made.
      lead_attempts: Column.new(112, "L"),
      # When the last attempt was made; no value: never.
      lead_last_attempt: Column.new(113, "q"),
      # The rank of the lead's id among all ids, by bytes; otherwise the row is the rank.
      lead_id_rank: Column.new(114, "L"),
      # The most leads held at once; no value: no limit. Every job needs it.
      agent_cap: Column.new(200, "L"),
      # Leads held that count toward the cap. Every job needs it.
      agent_held: Column.new(201, "L"),
      # Leads received from assignment so far; missing: the agent is new. Every job needs it.
      agent_counter: Column.new(202, "Q"),
      # Leads received on the local day so far.
      agent_received_today: Column.new(203, "L"),
      # The state, of STATES. Every job needs it.
      agent_state: Column.new(204, "C"),
      # The branch, numbered as the leads' branches are.
      agent_branch: Column.new(206, "L"),
      # The department, numbered as the leads' departments are.
      agent_department: Column.new(207, "L")
    }.freeze

    # The numbers of columns of flags: a call is in progress, an open follow-up lies ahead of the run's instant, the
    # lead asked not to be called, the agent's role receives leads.
    FLAGS = { lead_live_call: 109, lead_follow_up_ahead: 110, lead_do_not_call: 111, agent_receives: 205 }.freeze

    # The numbers of columns of lists: the agents who had the lead at any time.
    LISTS = { lead_previous_owners: 105 }.freeze

    # What a plan can write.
    OUTPUTS = {
      # Per lead the agent that it goes to, or NO_AGENT. Assignment and top-up.
      plan_agent: Column.new(1000, "L"),
      # Per lead what becomes of it, of REASONS.
      plan_reason: Column.new(1001, "C"),
      # Per reason the number of leads, for as many reasons as there are rows.
      plan_reason_counts: Column.new(1002, "Q"),
      # Per agent the leads received. Assignment and top-up.
      plan_received: Column.new(1003, "L"),
      # Per agent the counter after the run. Assignment.
      plan_counter: Column.new(1004, "Q"),
      # Per agent the places left, negative above the cap, and the largest number without one. Assignment.
      plan_room: Column.new(1005, "q"),
      # Per agent the leads taken away. Removal.
      plan_lost: Column.new(1006, "L"),
      # Per agent the places that no lead was left for. Top-up.
      plan_places_left: Column.new(1007, "L"),
      # In one row 1, or 0 where the search for the best plan was given up. Assignment.
      plan_is_proven: Column.new(1008, "C")
    }.freeze

    # A bit per flag, the least significant of a byte first, as in Arrow.
    def self.pack_bits(flags)
      [flags.map { |flag| flag ? "1" : "0" }.join].pack("b*")
    end

    # Numbers as a directive of Array#pack writes them, which alone would cut those that are too large.
    def self.pack_numbers(directive, numbers)
      range = RANGES.fetch(directive)
      wrong = numbers.find { |number| !range.cover?(number) }
      raise RangeError, "the column takes #{range}, not #{wrong}" unless wrong.nil?

      numbers.pack("#{directive}*")
    end

    # Yields new columns, closes them, and returns what the block returns; without a block, returns the columns.
    def self.open
      columns = new
      return columns unless block_given?

      begin
        yield columns
      ensure
        columns.close
      end
    end

    def initialize
      handle = Native.out
      Native.check(Native.calliyo_columns_new(handle))
      @handle = Native.object(handle, "calliyo_columns_free")
      @memory = {}
    end

    # Frees the columns. What is never closed is freed when it is garbage.
    def close
      @handle.call_free
      @memory.clear
    end

    # Sets a column of COLUMNS. +values+ is an Array, where nil is no value.
    def set(name, values)
      set_packed(name, *COLUMNS.fetch(name).pack(values))
    end

    # Sets a column of COLUMNS as Array#pack writes it, for hosts that have one at hand. +validity+ has a bit per row
    # that has a value; without it every row has one.
    def set_packed(name, packed, validity = nil)
      column = COLUMNS.fetch(name)
      rows, rest = packed.bytesize.divmod(column.size)
      raise ArgumentError, "#{name} has #{column.size} bytes in each row" unless rest.zero?

      bits = (rows + 7) / 8
      raise ArgumentError, "a bitmap of #{rows} rows has #{bits} bytes" unless [nil, bits].include?(validity&.bytesize)

      memory = [keep(packed), validity && keep(validity)]
      Native.check(Native.calliyo_columns_set(handle, column.number, *memory, rows))
      @memory[name] = memory
    end

    # Sets a column of FLAGS.
    def set_flags(name, flags)
      bits = keep(Columns.pack_bits(flags))
      Native.check(Native.calliyo_columns_set(handle, FLAGS.fetch(name), bits, nil, flags.size))
      @memory[name] = bits
    end

    # Sets a column of LISTS: an Array of Arrays of numbers.
    def set_lists(name, lists)
      offsets = lists.each_with_object([0]) { |list, ends| ends << ends.last + list.size }
      memory = [offsets, lists.flatten].map { |numbers| keep(Columns.pack_numbers("L", numbers)) }
      Native.check(
        Native.calliyo_columns_set_list(handle, LISTS.fetch(name), *memory, lists.size, offsets.last)
      )
      @memory[name] = memory
    end

    # Adds what a plan shall write, one of OUTPUTS.
    def add_output(name, rows)
      column = OUTPUTS.fetch(name)
      output = Output.new(column, rows)
      Native.check(Native.calliyo_columns_set_output(handle, column.number, output.memory, nil, rows))
      @memory[name] = output
    end

    def handle # :nodoc:
      raise Closed, "the columns are closed" if @handle.freed?

      @handle
    end

    private

    # A pointer that keeps the bytes of a string where they are, unchanged whatever happens to the string.
    def keep(string)
      Fiddle::Pointer[string.dup.freeze]
    end
  end

  # What a plan writes, in memory of its own.
  class Output
    attr_reader :memory # :nodoc:

    def initialize(column, rows) # :nodoc:
      @column = column
      @size = rows * column.size
      # One more than asked for: there is memory even where there is nothing to hold.
      @memory = Fiddle::Pointer.malloc(@size + 1, Fiddle::RUBY_FREE)
      @memory[0, @size] = "\0" * @size
    end

    # What was written, a number per row.
    def values
      packed.unpack("#{@column.directive}*")
    end

    # What was written, as Array#pack would have.
    def packed
      @memory[0, @size]
    end
  end
end
