# frozen_string_literal: true

module Calliyo
  # What every error of the library is.
  class Error < StandardError
  end

  # The engine or the columns were closed before.
  class Closed < Error
  end

  # A call did not take place: +result+ is the number of one of the constants CALLIYO_… of the header.
  class BadCall < Error
    NAMES = %w[
      OK NULL_POINTER INVALID_UTF8 INVALID_LENGTH FAILED PANIC MISALIGNED OVERLAP UNKNOWN_CONSTANT UNEXPECTED_VALIDITY
    ].freeze

    attr_reader :result

    def initialize(result)
      @result = result
      super("the call did not take place: #{NAMES.fetch(result, result)}")
    end
  end

  # One thing that is wrong with a policy or a request. +code+ is stable (docs/codes.md lists all), +path+ names the
  # field at fault and is empty where the whole is, +rule+ is the number of the rule, +params+ are what +message+ is
  # made from.
  Fault = Struct.new(:code, :path, :rule, :params, :message, keyword_init: true)

  # A policy, a request or columns were refused; +faults+ says why, all at once.
  class Failure < Error
    attr_reader :faults

    # +document+ is the failure document, as a Hash.
    def initialize(document)
      @faults = document.fetch("errors").map { |fault| Fault.new(**fault.transform_keys(&:to_sym)) }
      super(@faults.map { |fault| "#{fault.path}: #{fault.message} (#{fault.code})" }.join("; "))
    end
  end
end
