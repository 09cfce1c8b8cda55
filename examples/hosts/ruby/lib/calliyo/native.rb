# frozen_string_literal: true

require "fiddle"
require "fiddle/import"
require "json"

module Calliyo
  # The C interface as the header declares it, and what all calls have in common.
  module Native
    extend Fiddle::Importer

    dlload ENV.fetch("CALLIYO_LIBRARY") { "libcalliyo.#{RbConfig::CONFIG.fetch("SOEXT")}" }

    typealias "CalliyoResult", "int32_t"
    extern "uint32_t calliyo_abi_version()"
    extern "CalliyoResult calliyo_engine_new(void*, size_t, void*, void*, void*)"
    extern "void calliyo_engine_free(void*)"
    extern "CalliyoResult calliyo_call(void*, void*, size_t, void*, size_t, void*, void*)"
    extern "void calliyo_text_free(void*, size_t)"
    extern "CalliyoResult calliyo_facts(void*, void*, size_t, void*, size_t, void*, void*, void*)"
    extern "CalliyoResult calliyo_can_move(void*, uint64_t, uint16_t, void*)"
    extern "CalliyoResult calliyo_columns_new(void*)"
    extern "void calliyo_columns_free(void*)"
    extern "CalliyoResult calliyo_columns_set(void*, uint32_t, void*, void*, size_t)"
    extern "CalliyoResult calliyo_columns_set_list(void*, uint32_t, void*, void*, size_t, size_t)"
    extern "CalliyoResult calliyo_columns_set_output(void*, uint32_t, void*, void*, size_t)"
    extern "CalliyoResult calliyo_plan(void*, uint32_t, void*, int64_t, void*, void*)"

    ABI_VERSION = 1
    OK = 0
    FAILED = 4

    unless calliyo_abi_version == ABI_VERSION
      raise LoadError, "calliyo has interface #{calliyo_abi_version}, and not #{ABI_VERSION}"
    end

    module_function

    # Eight bytes of zeros, room for whatever an out parameter holds.
    def out
      Fiddle::Pointer.malloc(8, Fiddle::RUBY_FREE).tap { |place| place[0, 8] = "\0" * 8 }
    end

    # The unsigned number in an out parameter.
    def number(out)
      out[0, 8].unpack1("Q")
    end

    # The object in an out parameter, which is freed by +free+ when it is garbage, or by +call_free+ before.
    def object(out, free)
      Fiddle::Pointer.new(number(out), 0, import_function(free, Fiddle::TYPE_VOID, [Fiddle::TYPE_VOIDP]))
    end

    # Yields the out parameters of a text, and returns that text. The block returns a result.
    def text
      place = out
      length = out
      result = yield place, length
      address = number(place)
      text = address.zero? ? "" : Fiddle::Pointer.new(address)[0, number(length)].force_encoding(Encoding::UTF_8)
      calliyo_text_free(address, number(length))
      raise Failure, JSON.parse(text) if result == FAILED

      check(result)
      text
    end

    # Answers a request, with the engine at a handle or with none.
    def answer(handle, operation, request)
      text do |answer, length|
        calliyo_call(handle, operation, operation.bytesize, request, request.bytesize, answer, length)
      end
    end

    # The result in the answer to a request that is not JSON yet.
    def call(handle, operation, request)
      document = JSON.parse(answer(handle, operation, JSON.generate(request)))
      raise Failure, document unless document["type"] == "success"

      document["result"]
    end

    # Raises an error unless a call went well.
    def check(result)
      raise BadCall, result unless result == OK
    end
  end
end
