package dev.assay.pipelines;

import dev.assay.schemas.RequestException;
import dev.assay.transforms.read.FileUnreadableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.Pipeline.PipelineExecutionException;
import org.apache.beam.sdk.util.UserCodeException;

/** What a person is told when a command does not end well. */
final class Failure {
  private static final int MEBIBYTE = 1 << 20;

  private Failure() {}

  /**
   * Tells what went wrong.
   *
   * @param command as typed: {@code assay banking}
   * @param isPublishing whether it would have published something
   */
  static ExitCode report(String command, boolean isPublishing, Throwable thrown, Console console) {
    Optional<List<String>> request = request(thrown);
    if (request.isPresent()) {
      problems(command, isPublishing, request.get(), console);
    } else {
      console.err().println(command + ": " + sentence(thrown));
    }
    if (console.showsTraces()) {
      thrown.printStackTrace(console.err());
    }
    return request.isPresent() ? ExitCode.REQUEST : ExitCode.FAILED;
  }

  /** What is wrong with the request, or with a file of the delivery; empty if it is neither. */
  private static Optional<List<String>> request(Throwable thrown) {
    return find(RequestException.class, thrown)
        .map(RequestException::problems)
        .or(() -> find(FileUnreadableException.class, thrown).map(e -> List.of(e.getMessage())));
  }

  /** Lists what is wrong with a request. */
  static void problems(
      String command, boolean isPublishing, List<String> problems, Console console) {
    String ending = isPublishing ? ", nothing was published" : "";
    console.err().printf("%s: %s%s%n", command, many(problems.size()), ending);
    problems.forEach(problem -> console.err().println("  " + Text.printable(problem)));
  }

  private static String many(int problems) {
    return Text.count(problems, "problem");
  }

  private static String sentence(Throwable thrown) {
    if (find(OutOfMemoryError.class, thrown).isPresent()) {
      return String.format(
          "failed: out of memory at %s MiB; give it more, for example ASSAY_JAVA_OPTS=-Xmx4g",
          Text.count(Runtime.getRuntime().maxMemory() / MEBIBYTE));
    }
    return "failed: " + Text.printable(String.join(": ", messages(thrown)));
  }

  /**
   * The first message that says something, and that of the root cause: what could not be done, and
   * why. Without any, the class of the root cause, which is a bug to report.
   */
  private static List<String> messages(Throwable thrown) {
    List<String> messages = new ArrayList<>();
    for (Throwable t : chain(thrown)) {
      String message = t.getMessage();
      // An exception made from its cause alone repeats it.
      boolean repeats = t.getCause() != null && t.getCause().toString().equals(message);
      if (message != null && !message.isBlank() && !isWrapper(t) && !repeats) {
        messages.add(message.strip().lines().findFirst().orElse(""));
      }
    }
    if (messages.isEmpty()) {
      List<Throwable> chain = chain(thrown);
      return List.of(
          chain.get(chain.size() - 1).getClass().getSimpleName()
              + ", which is a bug: please report it with what --stacktrace shows");
    }
    Optional<Throwable> ours = chain(thrown).stream().filter(Failure::isOurs).findFirst();
    if (ours.isPresent()) {
      return List.of(ours.get().getMessage());
    }
    String first = messages.get(0);
    String last = messages.get(messages.size() - 1);
    return first.contains(last) ? List.of(first) : List.of(first, last);
  }

  /** Whether it was made for a person, and says all there is to say. */
  private static boolean isOurs(Throwable thrown) {
    return thrown.getMessage() != null
        && thrown.getClass().getPackageName().startsWith("dev.assay.");
  }

  private static boolean isWrapper(Throwable thrown) {
    return thrown instanceof PipelineExecutionException || thrown instanceof UserCodeException;
  }

  /** The exception of that class, if it is among what led to another. */
  static <T extends Throwable> Optional<T> find(Class<T> type, Throwable thrown) {
    return chain(thrown).stream().filter(type::isInstance).map(type::cast).findFirst();
  }

  private static List<Throwable> chain(Throwable thrown) {
    List<Throwable> chain = new ArrayList<>();
    for (Throwable t = thrown; t != null && !chain.contains(t); t = t.getCause()) {
      chain.add(t);
    }
    return chain;
  }
}
