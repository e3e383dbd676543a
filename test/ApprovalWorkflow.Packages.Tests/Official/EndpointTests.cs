using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;

namespace ApprovalWorkflow.Packages.Tests.Official;

/// <summary>A generated client uses the same endpoints as the official one.</summary>
public class EndpointTests
{
    private static readonly string[] _regions =
    [
        "us-east-1", "us-west-2", "eu-central-1", "cn-north-1", "us-gov-west-1", "us-gov-east-1", "us-iso-east-1",
        "mars-north-1",
    ];

    public static TheoryData<string> Services => SurfaceTests.Services;

    [Theory]
    [MemberData(nameof(Services))]
    public void Endpoints_are_the_official_ones(string service)
    {
        var pair = ClientPair.Of(service);
        var request = pair.Methods.First().Request;
        var cases = from region in _regions
                    from flags in Enumerable.Range(0, 4)
                    select (region, fips: (flags & 1) != 0, dualStack: (flags & 2) != 0);

        Assert.All(cases, it => Assert.Equal(
            Url(pair.Official, pair.OfficialOf(request)!, it.region, it.fips, it.dualStack),
            Url(pair.Generated, request, it.region, it.fips, it.dualStack)));
    }

    /// <summary>Where a client would send a request, or why it cannot.</summary>
    private static string Url(Type client, Type request, string region, bool fips, bool dualStack)
    {
        var config = (ClientConfig)Activator.CreateInstance(ClientPair.ConfigOf(client))!;
        config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        config.UseFIPSEndpoint = fips;
        config.UseDualstackEndpoint = dualStack;
        try
        {
            return config.DetermineServiceOperationEndpoint(new ServiceOperationEndpointParameters(
                (AmazonWebServiceRequest)Activator.CreateInstance(request)!)).URL;
        }
        catch (AmazonClientException e)
        {
            return e.Message;
        }
    }
}
