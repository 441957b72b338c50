"""Topics: conditions and modalities, each with its entry and the terms of that."""

from schema.topic import Topic
from seed.representations.linked.care import source_node, told
from seed.representations.linked.terms import known, topic_node, write_node


def write_topic(topic: Topic) -> bytes:
    """Write a topic. It names nothing that is about it: such things come and go without it."""
    own = known(description=told(topic, topic.description), subjectOf=source_node(topic))
    return write_node({**topic_node(topic), **own})
