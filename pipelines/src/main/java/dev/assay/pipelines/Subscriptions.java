package dev.assay.pipelines;

import dev.assay.schemas.RequestException;
import dev.assay.transforms.land.Messages;
import java.util.ServiceLoader;

/**
 * The subscriptions of a message service. Its libraries are large and slow a start down, so that it
 * is on the class path only where it is needed.
 */
public interface Subscriptions {

  /**
   * Messages of a subscription.
   *
   * @param subscription its full name, {@code projects/PROJECT/subscriptions/NAME}
   */
  Messages.Source of(String subscription);

  /**
   * Those on the class path.
   *
   * @throws RequestException if there are none
   */
  static Subscriptions onClassPath() {
    return ServiceLoader.load(Subscriptions.class)
        .findFirst()
        .orElseThrow(
            () ->
                new RequestException(
                    "--subscription needs the libraries of Google Cloud, which are not on the class"
                        + " path: ./assay brings them; elsewhere, add assay-gcp"));
  }
}
