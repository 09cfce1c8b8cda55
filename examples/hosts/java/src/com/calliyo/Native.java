package com.calliyo;

import com.sun.jna.Library;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;
import java.nio.ByteBuffer;

/** The C interface as the header declares it; a size_t is a long. */
interface Native extends Library {
    int ABI_VERSION = 1;
    int OK = 0;
    int FAILED = 4;

    /** The library, loaded when it is first asked for something. */
    Native LIBRARY = load();

    int calliyo_abi_version();

    int calliyo_engine_new(
            byte[] policy,
            long length,
            PointerByReference engine,
            PointerByReference failure,
            LongByReference failureLength);

    void calliyo_engine_free(Pointer engine);

    int calliyo_call(
            Pointer engine,
            byte[] operation,
            long operationLength,
            byte[] request,
            long requestLength,
            PointerByReference answer,
            LongByReference answerLength);

    void calliyo_text_free(Pointer text, long length);

    int calliyo_facts(
            Pointer engine,
            byte[] lead,
            long leadLength,
            byte[] context,
            long contextLength,
            LongByReference facts,
            PointerByReference failure,
            LongByReference failureLength);

    int calliyo_can_move(Pointer engine, long facts, short to, PointerByReference code);

    int calliyo_columns_new(PointerByReference columns);

    void calliyo_columns_free(Pointer columns);

    int calliyo_columns_set(Pointer columns, int column, ByteBuffer data, ByteBuffer validity, long length);

    int calliyo_columns_set_list(
            Pointer columns, int column, ByteBuffer offsets, ByteBuffer values, long length, long valuesLength);

    int calliyo_columns_set_output(Pointer columns, int output, ByteBuffer data, ByteBuffer validity, long length);

    int calliyo_plan(
            Pointer engine,
            int job,
            Pointer columns,
            long nowMillis,
            PointerByReference text,
            LongByReference textLength);

    private static Native load() {
        String path = System.getenv("CALLIYO_LIBRARY");
        Native library = com.sun.jna.Native.load(path == null ? "calliyo" : path, Native.class);
        int version = library.calliyo_abi_version();
        if (version != ABI_VERSION) {
            throw new UnsatisfiedLinkError("calliyo has interface " + version + ", and not " + ABI_VERSION);
        }
        return library;
    }
}
