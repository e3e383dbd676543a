using ApprovalWorkflow.Functions.Approvals;

namespace ApprovalWorkflow.Functions.Tests.Approvals;

public class LinkKeyTests
{
    [Fact]
    public void Keys_are_22_characters_of_base64url_and_differ()
    {
        var keys = Enumerable.Range(0, 1000).Select(_ => LinkKey.New()).ToList();
        Assert.Equal(1000, keys.Distinct().Count());
        Assert.All(keys, key => Assert.Matches("^[A-Za-z0-9_-]{22}$", key));
    }

    [Fact]
    public void A_hash_is_the_SHA_256_of_the_key() =>
        Assert.Equal(
            "8a5bdb4cc15164126c6ef2668de9dd240d299ce6397a42c95a9411b93d080ed8", LinkKey.Hash("AAAAAAAAAAAAAAAAAAAAAA"));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAA/+")]
    [InlineData("ÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄ")]
    public void An_invalid_key_has_no_hash(string? text) => Assert.Null(LinkKey.Hash(text));
}
