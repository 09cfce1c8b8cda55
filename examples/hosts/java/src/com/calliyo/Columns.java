package com.calliyo;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.lang.ref.Reference;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Leads and agents, a buffer per field, and the outputs of a plan. One thread uses them at a time.
 *
 * <p>The library works on the memory of the host. Each column is memory outside of Java's heap, handed out full of
 * zeros as a buffer that is filled in place; nothing is copied. A column that is added again replaces the former one.
 */
public final class Columns implements AutoCloseable {
    private final Handle handle;
    private final List<ByteBuffer> memory = new ArrayList<>();

    /** A column whose rows have a value where {@code validity} is set. */
    public record Optional<B extends Buffer>(B values, Bitmap validity) {}

    /** A column of lists: the list of a row is the values from {@code offsets} of the row to that of the next one. */
    public record Lists(IntBuffer offsets, IntBuffer values) {}

    public Columns() {
        PointerByReference columns = new PointerByReference();
        CalliyoException.check(Native.LIBRARY.calliyo_columns_new(columns));
        handle = new Handle(this, columns.getValue(), Native.LIBRARY::calliyo_columns_free);
    }

    /** Frees the columns, but no buffer that is still in use. What is never closed is freed when it is garbage. */
    @Override
    public void close() {
        handle.close();
        memory.clear();
    }

    /** Adds a column with a value in every row. */
    public <B extends Buffer> B add(Column<B> column, int rows) {
        ByteBuffer data = allocate(rows, column.elements.size());
        set(column.number, data, null, rows);
        return column.elements.view().apply(data);
    }

    /** Adds a column whose rows may have no value. */
    public <B extends Buffer> Optional<B> addOptional(Column<B> column, int rows) {
        ByteBuffer data = allocate(rows, column.elements.size());
        ByteBuffer validity = allocate(bitmapLength(rows), 1);
        set(column.number, data, validity, rows);
        return new Optional<>(column.elements.view().apply(data), new Bitmap(validity));
    }

    /** Adds a column of flags. */
    public Bitmap addFlags(FlagColumn column, int rows) {
        ByteBuffer bits = allocate(bitmapLength(rows), 1);
        set(column.number, bits, null, rows);
        return new Bitmap(bits);
    }

    /** Adds a column of lists with {@code count} values in all. */
    public Lists addLists(ListColumn column, int rows, int count) {
        ByteBuffer offsets = allocate(Math.addExact(rows, 1), Elements.INTS.size());
        ByteBuffer values = allocate(count, Elements.INTS.size());
        CalliyoException.check(with(columns ->
                Native.LIBRARY.calliyo_columns_set_list(columns, column.number, offsets, values, rows, count)));
        return new Lists(offsets.asIntBuffer(), values.asIntBuffer());
    }

    /** Adds what a plan shall write. */
    public <B extends Buffer> B addOutput(Output<B> output, int rows) {
        ByteBuffer data = allocate(rows, output.elements.size());
        CalliyoException.check(with(
                columns -> Native.LIBRARY.calliyo_columns_set_output(columns, output.number, data, null, rows)));
        return output.elements.view().apply(data);
    }

    /** What a call gives that uses these columns. */
    <T> T with(Function<Pointer, T> call) {
        try {
            return call.apply(handle.pointer());
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    private void set(int column, ByteBuffer data, ByteBuffer validity, int rows) {
        CalliyoException.check(
                with(columns -> Native.LIBRARY.calliyo_columns_set(columns, column, data, validity, rows)));
    }

    /** Memory full of zeros that lives at least as long as the columns. */
    private ByteBuffer allocate(int length, int size) {
        ByteBuffer data =
                ByteBuffer.allocateDirect(Math.multiplyExact(length, size)).order(ByteOrder.nativeOrder());
        memory.add(data);
        return data;
    }

    private static int bitmapLength(int rows) {
        return rows / 8 + (rows % 8 == 0 ? 0 : 1);
    }
}
