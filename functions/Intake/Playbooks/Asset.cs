namespace Intake.Playbooks;

/// <summary>The file of a piece of content.</summary>
/// <param name="File">Name of the blob in the container <c>assets</c>.</param>
/// <param name="FileName">What it is called on the disk of who downloads it.</param>
/// <param name="Delivery">How who asks for it gets the link.</param>
/// <param name="Gated">Whether it must be asked for; if not, anybody may download it.</param>
public sealed record Asset(string File, string FileName, AssetDelivery Delivery, bool Gated);

/// <summary>Ways to give the link.</summary>
public enum AssetDelivery
{
    /// <summary>By mail: only who reads the address gets it.</summary>
    Mail,

    /// <summary>In the answer to the request, at once.</summary>
    Answer,
}
