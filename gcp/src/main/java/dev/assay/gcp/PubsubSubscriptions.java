package dev.assay.gcp;

import dev.assay.pipelines.Subscriptions;
import dev.assay.transforms.land.Messages;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.apache.beam.sdk.io.gcp.pubsub.PubsubClient;
import org.apache.beam.sdk.io.gcp.pubsub.PubsubClient.IncomingMessage;
import org.apache.beam.sdk.io.gcp.pubsub.PubsubClient.SubscriptionPath;
import org.apache.beam.sdk.io.gcp.pubsub.PubsubJsonClient;
import org.apache.beam.sdk.io.gcp.pubsub.PubsubOptions;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * Subscriptions of Google Cloud Pub/Sub.
 *
 * <p>Pulled from, and not read by Beam's source: that one acknowledges a message once its runner
 * holds it, which the DirectRunner does in memory.
 */
public final class PubsubSubscriptions implements Subscriptions {
  /** Long enough for what is held to be landed. */
  private static final int ACK_DEADLINE_SECONDS = 120;

  @Override
  public Messages.Source of(String subscription) {
    return options -> open(subscription, options);
  }

  private static Messages open(String subscription, PipelineOptions options) throws IOException {
    PubsubClient client =
        PubsubJsonClient.FACTORY.newClient(null, null, options.as(PubsubOptions.class));
    return new Pulled(client, PubsubClient.subscriptionPathFromPath(subscription));
  }

  private record Pulled(PubsubClient client, SubscriptionPath subscription) implements Messages {
    @Override
    public List<Message> pull(int most) throws IOException {
      List<IncomingMessage> pulled =
          client.pull(System.currentTimeMillis(), subscription, most, true);
      if (!pulled.isEmpty()) {
        List<String> ackIds = pulled.stream().map(IncomingMessage::ackId).toList();
        client.modifyAckDeadline(subscription, ackIds, ACK_DEADLINE_SECONDS);
      }
      return pulled.stream().map(Pulled::message).toList();
    }

    private static Message message(IncomingMessage pulled) {
      return new Message(
          pulled.ackId(),
          pulled.recordId(),
          Instant.ofEpochMilli(pulled.timestampMsSinceEpoch()),
          pulled.message().getData().toByteArray());
    }

    @Override
    public void acknowledge(List<String> ackIds) throws IOException {
      client.acknowledge(subscription, ackIds);
    }

    @Override
    public void close() throws IOException {
      client.close();
    }
  }
}
