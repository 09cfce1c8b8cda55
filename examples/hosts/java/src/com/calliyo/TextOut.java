package com.calliyo;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;

/** The out parameters of a text. */
final class TextOut {
    final PointerByReference text = new PointerByReference();
    final LongByReference length = new LongByReference();

    /**
     * Copies the text that a call handed out, and gives it back.
     *
     * @param result how the call ended
     * @return the text, empty where there is none
     * @throws CalliyoException the call did not end well; a text says why
     */
    byte[] take(int result) {
        Pointer pointer = text.getValue();
        byte[] bytes = pointer == null ? new byte[0] : pointer.getByteArray(0, Math.toIntExact(length.getValue()));
        Native.LIBRARY.calliyo_text_free(pointer, length.getValue());
        if (result == Native.FAILED) {
            throw CalliyoException.of(Json.read(bytes));
        }
        CalliyoException.check(result);
        return bytes;
    }
}
