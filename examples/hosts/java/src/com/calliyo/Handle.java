package com.calliyo;

import com.sun.jna.Pointer;
import java.lang.ref.Cleaner;
import java.util.function.Consumer;

/** What the library made for an object, freed when that is closed, or else when it is garbage. */
final class Handle implements AutoCloseable {
    private static final Cleaner CLEANER = Cleaner.create();

    private final Pointer pointer;
    private final Cleaner.Cleanable cleanable;
    private volatile boolean isClosed;

    Handle(Object owner, Pointer pointer, Consumer<Pointer> free) {
        this.pointer = pointer;
        this.cleanable = CLEANER.register(owner, () -> free.accept(pointer));
    }

    /** The pointer. Whoever uses it keeps the owner reachable until the call has returned. */
    Pointer pointer() {
        if (isClosed) {
            throw new IllegalStateException("closed");
        }
        return pointer;
    }

    @Override
    public void close() {
        isClosed = true;
        cleanable.clean();
    }
}
