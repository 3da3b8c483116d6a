"""First-contact channels: every code of the source list once."""

from cases.choices.channels import FirstContactChannel, Voluntariness


def test_the_source_list_is_complete() -> None:
    assert len(FirstContactChannel) == 28
    assert {"police_raid", "self_phone", "buyer_informant", "family_tracing_return"} <= set(FirstContactChannel.values)
    assert all(str(label) for label in [*FirstContactChannel.labels, *Voluntariness.labels])
