# frozen_string_literal: true

# The rules of a tele-sales CRM: a thin layer over the C library of the same name. It translates, and has no rule and no
# default of its own.
#
#   Calliyo::Engine.open(File.read("policy.json")) do |engine|
#     moves = engine.call("transitions", { lead: lead, context: context })
#   end
#
# The library is the file that the environment variable CALLIYO_LIBRARY names, else +libcalliyo+ of the system.
module Calliyo
end

require_relative "calliyo/errors"
require_relative "calliyo/native"
require_relative "calliyo/columns"
require_relative "calliyo/engine"
