package host;

import com.calliyo.Calliyo;
import com.calliyo.Engine;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * A conformance vector: a request and the response that it must get, byte by byte.
 *
 * @param policy of the engine that is asked; null where none is
 */
record Vector(Path folder, String operation, byte[] policy, byte[] request, byte[] response) {
    /** Asks every vector, prints each difference and a line that counts; whether all passed. */
    static boolean tryAll(List<Path> folders, PrintStream out) throws IOException {
        int passed = 0;
        for (Path folder : folders) {
            if (read(folder).passes(out)) {
                passed++;
            }
        }
        out.printf("%d passed, %d failed%n", passed, folders.size() - passed);
        return passed == folders.size();
    }

    private static Vector read(Path folder) throws IOException {
        Path policy = folder.resolve("policy.json");
        return new Vector(
                folder,
                new String(readText(folder.resolve("operation")), StandardCharsets.UTF_8),
                Files.exists(policy) ? readText(policy) : null,
                readText(folder.resolve("request.json")),
                readText(folder.resolve("response.json")));
    }

    /** One newline at the end of a file is not part of its text. */
    private static byte[] readText(Path path) throws IOException {
        byte[] bytes = Files.readAllBytes(path);
        boolean hasNewline = bytes.length > 0 && bytes[bytes.length - 1] == '\n';
        return hasNewline ? Arrays.copyOf(bytes, bytes.length - 1) : bytes;
    }

    private boolean passes(PrintStream out) throws IOException {
        byte[] answer = answer();
        if (Arrays.equals(answer, response)) {
            return true;
        }
        out.println(folder);
        out.print("  expected ");
        out.write(response);
        out.print("\n  got      ");
        out.write(answer);
        out.println();
        return false;
    }

    private byte[] answer() {
        if (policy == null) {
            return Calliyo.answer(operation, request);
        }
        try (Engine engine = Engine.open(policy)) {
            return engine.answer(operation, request);
        }
    }
}
