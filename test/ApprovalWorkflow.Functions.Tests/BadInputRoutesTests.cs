using ApprovalWorkflow.Functions.Tests.Emulators;

namespace ApprovalWorkflow.Functions.Tests;

public sealed class BadInputRoutesTests
{
    [Fact]
    public void Each_route_of_the_API_is_tried_with_bad_input() =>
        Assert.Equal(Template.Routes.Order(), BadInput.TriedRoutes.Order());
}
