using ApprovalWorkflow.Tests.Support;

namespace ApprovalWorkflow.Tests.Faces;

public class FaceCollectionTests
{
    private static SynthesizedStack Stack => Stacks.Default;

    [Fact]
    public void Known_people_and_strangers_have_separate_collections_with_unique_names() => Assert.Equal(
        [
            "Faces/KnownFaces approval-people-{AWS::StackId}[2]",
            "Faces/StrangersFaces approval-strangers-{AWS::StackId}[2]",
        ],
        Stack.OfType("AWS::Rekognition::Collection")
            .Select(one => $"{one.Key} {Stack.Render(one.Value["Properties"]!["CollectionId"])}")
            .Order());

    [Theory]
    [InlineData("KnownFaces", "RetainExceptOnCreate", "Delete")]
    [InlineData("StrangersFaces", "Delete", "Delete")]
    public void Known_faces_outlive_the_stack_unless_set_otherwise_and_strangers_never(
        string id,
        string byDefault,
        string ifSet)
    {
        Assert.Equal(byDefault, DeletionPolicy(Stacks.Default, id));
        Assert.Equal(ifSet, DeletionPolicy(Stacks.Changed, id));
    }

    private static string? DeletionPolicy(SynthesizedStack stack, string id) =>
        (string?)stack.OfType("AWS::Rekognition::Collection")[$"Faces/{id}"]["DeletionPolicy"];
}
