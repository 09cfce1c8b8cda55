package com.calliyo;

import java.nio.ByteBuffer;

/** A bit per row, the least significant of a byte first, as in Arrow. */
public final class Bitmap {
    private final ByteBuffer bytes;

    Bitmap(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    /** Sets the bit of a row. */
    public void set(int row) {
        bytes.put(row / 8, (byte) (bytes.get(row / 8) | 1 << row % 8));
    }

    /** Whether the bit of a row is set. */
    public boolean isSet(int row) {
        return (bytes.get(row / 8) >> row % 8 & 1) == 1;
    }
}
