"""First-contact channels: every code of the source list once."""

from cases.choices.channels import Channel, Voluntariness


def test_the_source_list_is_complete() -> None:
    assert len(Channel) == 28
    assert {"police_raid", "self_phone", "buyer_informant", "family_tracing_return"} <= set(Channel.values)
    assert all(str(label) for label in [*Channel.labels, *Voluntariness.labels])
