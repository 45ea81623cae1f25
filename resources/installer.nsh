; Offers Cordboard among Windows' default apps for links. A person, or IT, chooses; nothing is taken over here.
; SHCTX is the machine or the person, as the installer was told.
!macro customInstall
  WriteRegStr SHCTX "Software\Classes\Cordboard.Link" "" "Cordboard link"
  WriteRegStr SHCTX "Software\Classes\Cordboard.Link\DefaultIcon" "" "$INSTDIR\${APP_EXECUTABLE_FILENAME},0"
  WriteRegStr SHCTX "Software\Classes\Cordboard.Link\shell\open\command" "" '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" "%1"'
  WriteRegStr SHCTX "Software\Cordboard\Capabilities" "ApplicationName" "Cordboard"
  WriteRegStr SHCTX "Software\Cordboard\Capabilities" "ApplicationDescription" "Softphone for contact-centre agents"
  WriteRegStr SHCTX "Software\Cordboard\Capabilities\URLAssociations" "cordboard" "Cordboard.Link"
  WriteRegStr SHCTX "Software\Cordboard\Capabilities\URLAssociations" "tel" "Cordboard.Link"
  WriteRegStr SHCTX "Software\Cordboard\Capabilities\URLAssociations" "callto" "Cordboard.Link"
  WriteRegStr SHCTX "Software\Cordboard\Capabilities\URLAssociations" "sip" "Cordboard.Link"
  WriteRegStr SHCTX "Software\RegisteredApplications" "Cordboard" "Software\Cordboard\Capabilities"
!macroend

!macro customUnInstall
  DeleteRegKey SHCTX "Software\Classes\Cordboard.Link"
  DeleteRegKey SHCTX "Software\Cordboard"
  DeleteRegValue SHCTX "Software\RegisteredApplications" "Cordboard"
!macroend
