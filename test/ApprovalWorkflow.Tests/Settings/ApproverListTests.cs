using FsCheck;
using FsCheck.Fluent;

namespace ApprovalWorkflow.Tests.Settings;

public class ApproverListTests
{
    [Fact]
    public void Any_text_is_a_list_of_addresses_or_a_named_error() => Prop
        .ForAll<NonNull<string>>(text =>
        {
            try
            {
                return ApproverList.Parse(text.Get).All(address => address.Contains('@'));
            }
            catch (SettingsException error)
            {
                return error.Message.StartsWith("Setting approvers", StringComparison.Ordinal);
            }
        })
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Order_is_kept_but_space_and_case_are_not() =>
        Assert.Equal(["z@example.com", "a@example.com"], ApproverList.Parse("  Z@example.com,\ta@EXAMPLE.COM  "));

    [Fact]
    public void The_longest_address_is_accepted()
    {
        var longest = $"{new string('a', 64)}@{new string('b', 63)}.{new string('c', 63)}.{new string('d', 57)}.com";

        Assert.Equal(254, longest.Length);
        Assert.Equal([longest], ApproverList.Parse(longest));
        Assert.Throws<SettingsException>(() => ApproverList.Parse($"{longest}e"));
    }
}
