using FsCheck;
using FsCheck.Fluent;

namespace ApprovalWorkflow.Tests.Approvals;

public class ApproverListTests
{
    [Fact]
    public void Any_text_is_a_list_of_addresses_or_a_named_error() => Prop
        .ForAll<NonNull<string>>(text =>
        {
            try
            {
                return Checked(text.Get).All(address => address.Contains('@'));
            }
            catch (InvalidPropertyException error)
            {
                return error.Property == "Approvers";
            }
        })
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Order_is_kept_but_space_and_case_are_not() =>
        Assert.Equal(["z@example.com", "a@example.com"], Checked("  Z@example.com,\ta@EXAMPLE.COM  "));

    [Fact]
    public void The_longest_address_is_accepted()
    {
        var longest = $"{new string('a', 64)}@{new string('b', 63)}.{new string('c', 63)}.{new string('d', 57)}.com";

        Assert.Equal(254, longest.Length);
        Assert.Equal([longest], Checked(longest));
        Assert.Throws<InvalidPropertyException>(() => Checked($"{longest}e"));
    }

    private static IReadOnlyList<string> Checked(string list) => ApproverList.Checked(list.Split(','), "Approvers");
}
