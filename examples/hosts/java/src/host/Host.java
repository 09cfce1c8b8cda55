package host;

import com.calliyo.CalliyoException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Does in Java what the hosts in all the other languages do; examples/hosts/README.md tells what that is. */
public final class Host {
    private static final String USAGE =
            """
            usage: host FOLDER             a morning at the company in the folder
                   host vectors FOLDER...  conformance vectors, a folder each
                   host bench N            an assignment of N leads, timed\
            """;

    private Host() {}

    /** Exits with 0 when all went well, 1 when a vector failed, 2 when it could not be done. */
    public static void main(String[] arguments) {
        System.exit(run(Arrays.asList(arguments)));
    }

    private static int run(List<String> arguments) {
        FileOutputStream stream = new FileOutputStream(FileDescriptor.out);
        try (PrintStream out = new PrintStream(stream, false, StandardCharsets.UTF_8)) {
            boolean haveAllPassed = true;
            if (!arguments.isEmpty() && arguments.get(0).equals("vectors")) {
                List<String> folders = arguments.subList(1, arguments.size());
                haveAllPassed = Vector.tryAll(folders.stream().map(Path::of).toList(), out);
            } else if (arguments.size() == 2 && arguments.get(0).equals("bench")) {
                Bench.run(Integer.parseInt(arguments.get(1)), out);
            } else if (arguments.size() == 1) {
                new Company(Path.of(arguments.get(0))).printMorning(out);
            } else {
                throw new IllegalArgumentException(USAGE);
            }
            return haveAllPassed ? 0 : 1;
        } catch (IOException e) {
            System.err.println(e);
        } catch (CalliyoException | IllegalArgumentException e) {
            System.err.println(e.getMessage());
        }
        return 2;
    }
}
