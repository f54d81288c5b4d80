/* mms_names.c - the services of MMS (ISO 9506-2, 7.3 and 7.4). SPDX-License-Identifier: Apache-2.0
 */

#include "dissect/mms.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const struct mms_service confirmed[] = {
        [0] = {OT_DIAGNOSE, MMS_NOTHING, "Status"},
        [1] = {OT_READ, MMS_NOTHING, "Get Name List"},
        [MMS_IDENTIFY] = {OT_IDENTIFY, MMS_NOTHING, "Identify"},
        [3] = {OT_CONFIG, MMS_NAME, "Rename"},
        [MMS_READ] = {OT_READ, MMS_VARIABLES, "Read"},
        [MMS_WRITE] = {OT_WRITE, MMS_VARIABLES, "Write"},
        [6] = {OT_READ, MMS_OBJECT, "Get Variable Access Attributes"},
        [7] = {OT_CONFIG, MMS_OBJECT, "Define Named Variable"},
        [8] = {OT_CONFIG, MMS_OBJECT, "Define Scattered Access"},
        [9] = {OT_READ, MMS_OBJECT, "Get Scattered Access Attributes"},
        [10] = {OT_CONFIG, MMS_NOTHING, "Delete Variable Access"},
        [11] = {OT_CONFIG, MMS_OBJECT, "Define Named Variable List"},
        [12] = {OT_READ, MMS_OBJECT, "Get Named Variable List Attributes"},
        [13] = {OT_CONFIG, MMS_NOTHING, "Delete Named Variable List"},
        [14] = {OT_CONFIG, MMS_OBJECT, "Define Named Type"},
        [15] = {OT_READ, MMS_OBJECT, "Get Named Type Attributes"},
        [16] = {OT_CONFIG, MMS_NOTHING, "Delete Named Type"},
        [17] = {OT_READ, MMS_NAME, "Input"},
        [18] = {OT_WRITE, MMS_NAME, "Output"},
        [19] = {OT_SESSION, MMS_OBJECT, "Take Control"},
        [20] = {OT_SESSION, MMS_OBJECT, "Relinquish Control"},
        [21] = {OT_CONFIG, MMS_OBJECT, "Define Semaphore"},
        [22] = {OT_CONFIG, MMS_OBJECT, "Delete Semaphore"},
        [23] = {OT_READ, MMS_OBJECT, "Report Semaphore Status"},
        [24] = {OT_READ, MMS_OBJECT, "Report Pool Semaphore Status"},
        [25] = {OT_READ, MMS_OBJECT, "Report Semaphore Entry Status"},
        [26] = {OT_PROGRAM, MMS_NAME, "Initiate Download Sequence"},
        [27] = {OT_PROGRAM, MMS_NAME, "Download Segment"},
        [28] = {OT_PROGRAM, MMS_NAME, "Terminate Download Sequence"},
        [29] = {OT_PROGRAM, MMS_NAME, "Initiate Upload Sequence"},
        [30] = {OT_PROGRAM, MMS_NOTHING, "Upload Segment"},
        [31] = {OT_PROGRAM, MMS_NOTHING, "Terminate Upload Sequence"},
        [32] = {OT_PROGRAM, MMS_NAME, "Request Domain Download"},
        [33] = {OT_PROGRAM, MMS_NAME, "Request Domain Upload"},
        [34] = {OT_PROGRAM, MMS_NAME, "Load Domain Content"},
        [35] = {OT_PROGRAM, MMS_NAME, "Store Domain Content"},
        [36] = {OT_PROGRAM, MMS_NAME, "Delete Domain"},
        [37] = {OT_READ, MMS_NAME, "Get Domain Attributes"},
        [38] = {OT_PROGRAM, MMS_NAME, "Create Program Invocation"},
        [39] = {OT_PROGRAM, MMS_NAME, "Delete Program Invocation"},
        [40] = {OT_CONTROL, MMS_NAME, "Start"},
        [41] = {OT_CONTROL, MMS_NAME, "Stop"},
        [42] = {OT_CONTROL, MMS_NAME, "Resume"},
        [43] = {OT_CONTROL, MMS_NAME, "Reset"},
        [44] = {OT_CONTROL, MMS_NAME, "Kill"},
        [45] = {OT_READ, MMS_NAME, "Get Program Invocation Attributes"},
        [46] = {OT_FILE, MMS_NAME, "Obtain File"},
        [47] = {OT_CONFIG, MMS_OBJECT, "Define Event Condition"},
        [48] = {OT_CONFIG, MMS_NOTHING, "Delete Event Condition"},
        [49] = {OT_READ, MMS_OBJECT, "Get Event Condition Attributes"},
        [50] = {OT_READ, MMS_OBJECT, "Report Event Condition Status"},
        [51] = {OT_CONFIG, MMS_OBJECT, "Alter Event Condition Monitoring"},
        [52] = {OT_CONTROL, MMS_OBJECT, "Trigger Event"},
        [53] = {OT_CONFIG, MMS_OBJECT, "Define Event Action"},
        [54] = {OT_CONFIG, MMS_NOTHING, "Delete Event Action"},
        [55] = {OT_READ, MMS_OBJECT, "Get Event Action Attributes"},
        [56] = {OT_READ, MMS_OBJECT, "Report Event Action Status"},
        [57] = {OT_CONFIG, MMS_OBJECT, "Define Event Enrollment"},
        [58] = {OT_CONFIG, MMS_NOTHING, "Delete Event Enrollment"},
        [59] = {OT_CONFIG, MMS_OBJECT, "Alter Event Enrollment"},
        [60] = {OT_READ, MMS_OBJECT, "Report Event Enrollment Status"},
        [61] = {OT_READ, MMS_NOTHING, "Get Event Enrollment Attributes"},
        [62] = {OT_ALARM, MMS_OBJECT, "Acknowledge Event Notification"},
        [63] = {OT_ALARM, MMS_NOTHING, "Get Alarm Summary"},
        [64] = {OT_ALARM, MMS_NOTHING, "Get Alarm Enrollment Summary"},
        [65] = {OT_READ, MMS_OBJECT, "Read Journal"},
        [66] = {OT_WRITE, MMS_OBJECT, "Write Journal"},
        [67] = {OT_CONFIG, MMS_OBJECT, "Initialize Journal"},
        [68] = {OT_READ, MMS_OBJECT, "Report Journal Status"},
        [69] = {OT_CONFIG, MMS_OBJECT, "Create Journal"},
        [70] = {OT_CONFIG, MMS_OBJECT, "Delete Journal"},
        [71] = {OT_IDENTIFY, MMS_NOTHING, "Get Capability List"},
        [72] = {OT_FILE, MMS_NAME, "File Open"},
        [73] = {OT_FILE, MMS_NOTHING, "File Read"},
        [74] = {OT_FILE, MMS_NOTHING, "File Close"},
        [75] = {OT_FILE, MMS_NAME, "File Rename"},
        [76] = {OT_FILE, MMS_NAME, "File Delete"},
        [77] = {OT_FILE, MMS_NAME, "File Directory"},
};

static const struct mms_service unconfirmed[] = {
        {OT_READ, MMS_VARIABLES, "Information Report"},
        {OT_DIAGNOSE, MMS_NOTHING, "Unsolicited Status"},
        {OT_ALARM, MMS_OBJECT, "Event Notification"},
};

const struct mms_service *mms_service_find(bool is_confirmed, uint32_t code)
{
	const struct mms_service *const rows = is_confirmed ? confirmed : unconfirmed;
	const size_t count = is_confirmed ? COUNT(confirmed) : COUNT(unconfirmed);

	return code < count && rows[code].name ? &rows[code] : NULL;
}
