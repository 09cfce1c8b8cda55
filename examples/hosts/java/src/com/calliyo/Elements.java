package com.calliyo;

import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;
import java.util.function.Function;

/**
 * What a column consists of.
 *
 * @param size the size of an element in bytes
 * @param view bytes as such elements
 */
record Elements<B extends Buffer>(int size, Function<ByteBuffer, B> view) {
    static final Elements<ByteBuffer> BYTES = new Elements<>(1, bytes -> bytes);
    static final Elements<ShortBuffer> SHORTS = new Elements<>(2, ByteBuffer::asShortBuffer);
    static final Elements<IntBuffer> INTS = new Elements<>(4, ByteBuffer::asIntBuffer);
    static final Elements<LongBuffer> LONGS = new Elements<>(8, ByteBuffer::asLongBuffer);
}
