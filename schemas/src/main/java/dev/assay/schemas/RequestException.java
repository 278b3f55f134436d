package dev.assay.schemas;

import java.util.List;

/**
 * The request, the contract or the delivery is wrong: nothing ran. Holds every problem found, each
 * a sentence for a person (what, where, what to do).
 */
public final class RequestException extends RuntimeException {
  private final List<String> problems;

  public RequestException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  public RequestException(String problem) {
    this(List.of(problem));
  }

  public List<String> problems() {
    return problems;
  }
}
