namespace Intake.Submissions;

/// <summary>Why a submission is set apart for a human to judge.</summary>
public static class QuarantineReasons
{
    /// <summary>It was signed more than a day before it came.</summary>
    public const string OldTimestamp = "old-timestamp";

    /// <summary>The field that people do not see was filled in.</summary>
    public const string Honeypot = "honeypot";

    /// <summary>It was sent sooner after the form was shown than anybody fills it in.</summary>
    public const string TooFast = "too-fast";

    /// <summary>The form must be one that we showed, and this post has no token.</summary>
    public const string TokenMissing = "token-missing";

    /// <summary>The form was shown longer ago than its token lasts.</summary>
    public const string TokenExpired = "token-expired";

    /// <summary>The token is not one of ours, or of another form.</summary>
    public const string TokenForeign = "token-foreign";

    /// <summary>A captcha is asked and was not answered.</summary>
    public const string CaptchaMissing = "captcha-missing";

    /// <summary>The provider of the captcha says that it was not passed.</summary>
    public const string CaptchaFailed = "captcha-failed";

    /// <summary>The provider of the captcha could not be asked, and the setting says not to trust then.</summary>
    public const string CaptchaUnavailable = "captcha-unavailable";

    /// <summary>The mailbox is one that is thrown away after use.</summary>
    public const string Disposable = "disposable";

    /// <summary>There is a link where a name belongs, or there are many in the message.</summary>
    public const string Links = "links";

    /// <summary>What stands for a name is keyboard mash.</summary>
    public const string Gibberish = "gibberish";

    /// <summary>Too many posts to this form within the hour.</summary>
    public const string FormLimit = "limit-form";

    /// <summary>Too many posts from this address within the hour.</summary>
    public const string AddressLimit = "limit-address";

    /// <summary>Too many posts in the name of this recipient within the hour.</summary>
    public const string RecipientLimit = "limit-recipient";

    /// <summary>It came by a link of ours of somebody who is not known: their own request is held, or they were removed.</summary>
    public const string UnknownPerson = "unknown-person";
}
